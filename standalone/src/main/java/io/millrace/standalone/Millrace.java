package io.millrace.standalone;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 done, 1 failed (the message says why), 2 wrong usage. */
@Command(name = "millrace", mixinStandardHelpOptions = true, version = "Millrace 0.1.0", description = "Real-time analytics on Kafka Streams.", subcommands = {
        UpCommand.class, ReplayCommand.class, LoadCommand.class, CheckCommand.class}, footer = {"",
                "Exit codes: 0 done, 1 failed, 2 wrong usage.", "millrace COMMAND --help tells more."})
public final class Millrace implements Runnable {

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Millrace()).setExecutionExceptionHandler((failure, command, _) -> {
            command.getErr().println("millrace: " + reason(failure));
            return CommandLine.ExitCode.SOFTWARE;
        });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: up, replay, load or check.");
    }

    /** The innermost message, which is the one that names the cause. */
    private static String reason(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

}
