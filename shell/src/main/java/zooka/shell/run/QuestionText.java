package zooka.shell.run;

import zooka.commands.action.Safeguards.Question;
import zooka.shell.render.Escapes;

/** The words of a question before a change, which are the same wherever it is asked. */
public final class QuestionText {

    private QuestionText() {}

    /** The question in one line, which ends where the answer is typed. */
    public static String of(Question question) {
        String quotes = question.word().isBlank() ? " with the quotes" : "";
        return "type " + Escapes.visible(question.quoted()) + quotes + " to confirm: ";
    }

    /** Whether an answer confirms: the word, with or without the quotes in which it was shown. */
    public static boolean confirms(Question question, String typed) {
        return question.confirmedBy(typed) || (!typed.isEmpty() && typed.equals(Escapes.visible(question.quoted())));
    }
}
