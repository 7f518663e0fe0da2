package zooka.commands.doctor;

/** A way that ends at a step, because of what is wrong there. */
final class StepFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    /** @param detail what was seen */
    StepFailed(String detail, Fault fault) {
        super(detail);
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
