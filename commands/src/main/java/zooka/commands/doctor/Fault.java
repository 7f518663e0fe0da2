package zooka.commands.doctor;

/**
 * A fault or warning of a step.
 *
 * @param id the id for scripts: {@code tcp-refused}
 * @param remedy what to do
 * @param grave whether the step has failed; it is a warning otherwise
 */
record Fault(String id, String remedy, boolean grave) {

    static Fault of(String id, String remedy) {
        return new Fault(id, remedy, true);
    }

    static Fault warning(String id, String remedy) {
        return new Fault(id, remedy, false);
    }

    /** The fault with another remedy. */
    Fault remedy(String other) {
        return new Fault(id, other, grave);
    }
}
