package zooka.commands.doctor;

/** Thrown by a step with a fault, which ends the probe. */
final class StepFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    /** @param detail the text of the result */
    StepFailed(String detail, Fault fault) {
        super(detail);
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
