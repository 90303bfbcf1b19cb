package io.millrace.standalone;

import io.millrace.standalone.client.ReplaySpeed;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

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
        return new CommandLine(new Millrace()).registerConverter(Ports.class,
                wrongUsageIn(Ports::parse)).registerConverter(
                        ReplaySpeed.class, wrongUsageIn(ReplaySpeed::parse)).setExecutionExceptionHandler(
                                (failure, command, _) -> {
                                    command.getErr().println("millrace: " + Reasons.of(failure));
                                    return CommandLine.ExitCode.SOFTWARE;
                                });
    }

    /** A reader of values whose refusal is told as wrong usage, in its own words. */
    private static <T> ITypeConverter<T> wrongUsageIn(Function<String, T> reader) {
        return text -> {
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: up, replay, load or check.");
    }

}
