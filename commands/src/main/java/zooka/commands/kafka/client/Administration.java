package zooka.commands.kafka.client;

/** What is done with the library's admin client, subject by subject. All of them share one connection, made when it is needed. */
public interface Administration {

    TopicChanges topics();

    GroupChanges groups();
}
