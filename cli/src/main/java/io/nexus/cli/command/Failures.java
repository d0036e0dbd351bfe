package io.nexus.cli.command;

import io.nexus.connectors.config.ConfigException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** What went wrong, as one line for people; the rest goes into the log file. */
public final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    static final int FAILED = 1;
    static final int WRONG_OPTIONS = 2;
    private static final int MAX_DEPTH = 20;
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
        Throwable cause = cause(failure);
        boolean isInput = failure instanceof ConfigException || failure instanceof IllegalArgumentException;
        LOG.error("{} failed", command.getCommandName(), failure);
        PrintWriter err = command.getErr();
        err.println("nexus: " + text(failure) + (isWhole(cause) ? "" : "; details in " + logFile()));
        err.flush();
        return isInput ? WRONG_OPTIONS : FAILED;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("nexus: " + oneLine(String.valueOf(failure.getMessage())) + "; see "
                + command.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return WRONG_OPTIONS;
    }

    /** The words of the innermost cause: what wraps it says that something failed, it says what. */
    static String text(Throwable failure) {
        Throwable cause = cause(failure);
        String message = cause.getMessage();
        if (cause instanceof NoSuchFileException) {
            return "there is no file " + message;
        }
        if (cause instanceof FileAlreadyExistsException) {
            return message + " is a file, not a folder";
        }
        boolean isPlain = cause.getClass().getPackageName().startsWith("java.io") || isTold(cause);
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        return oneLine(isPlain ? message : cause.getClass().getSimpleName() + ": " + message);
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < MAX_DEPTH && cause.getCause() != null && !isTold(cause); i++) {
            cause = cause.getCause();
        }
        return cause;
    }

    static String logFile() {
        return System.getProperty("nexus.log.file", "the log");
    }

    /** Our own exceptions carry a sentence; a library's may carry half of one, a file system's a path only. */
    private static boolean isTold(Throwable failure) {
        StackTraceElement[] frames = failure.getStackTrace();
        boolean isOurs = frames.length > 0 && frames[0].getClassName().startsWith("io.nexus.");
        boolean isOfFile = failure instanceof UncheckedIOException && failure.getCause() instanceof FileSystemException;
        return isOurs && failure.getMessage() != null && !isOfFile;
    }

    /** Whether the line says all there is. */
    private static boolean isWhole(Throwable failure) {
        return isTold(failure)
                && failure.getCause() == null
                && String.valueOf(failure.getMessage()).lines().count() == 1;
    }

    private static String oneLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }
}
