package zooka.commands.doctor;

/**
 * What is wrong with a step, or worth knowing.
 *
 * @param id by which scripts know it: {@code tcp-refused}
 * @param remedy what to do about it
 * @param grave whether the step has failed; it is a warning otherwise
 */
record Fault(String id, String remedy, boolean grave) {

    static Fault of(String id, String remedy) {
        return new Fault(id, remedy, true);
    }

    static Fault warning(String id, String remedy) {
        return new Fault(id, remedy, false);
    }

    /** The same, with something better to do about it. */
    Fault remedy(String other) {
        return new Fault(id, other, grave);
    }
}
