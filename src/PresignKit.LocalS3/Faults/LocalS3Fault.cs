using System.Globalization;
using PresignKit.LocalS3.Faults;

namespace PresignKit.LocalS3;

/// <summary>
/// What goes wrong with a request, for tests of code that must cope with it. A fault happens only to requests whose signature is valid, and never
/// damages what is stored: a request is carried out entirely or not at all.
/// </summary>
public sealed class LocalS3Fault
{
    private const string InternalErrorMessage = "We encountered an internal error. Please try again.";

    private readonly string _text;

    private LocalS3Fault(FaultKind kind, LocalS3FaultMoment moment, string text)
    {
        Kind = kind;
        Moment = moment;
        _text = text;
    }

    internal FaultKind Kind { get; }

    internal LocalS3FaultMoment Moment { get; }

    internal int Status { get; private init; }

    internal string Code { get; private init; } = "";

    internal string Message { get; private init; } = "";

    internal TimeSpan? RetryAfter { get; private init; }

    internal TimeSpan Time { get; private init; }

    internal long Bytes { get; private init; }

    /// <summary>Answers with an error of S3's form.</summary>
    /// <param name="status">The status, from 200 to 599.</param>
    /// <param name="code">The code in the error document, such as <c>OperationAborted</c>.</param>
    /// <param name="moment">When the request is answered.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is not from 200 to 599, or <paramref name="moment"/> is not defined.</exception>
    /// <exception cref="ArgumentException"><paramref name="code"/> is null or empty.</exception>
    public static LocalS3Fault Answer(int status, string code, LocalS3FaultMoment moment = LocalS3FaultMoment.BeforeBody)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        ArgumentException.ThrowIfNullOrEmpty(code);
        return Error(status, code, "This error was injected.", moment);
    }

    /// <summary>Answers with 500 and the code <c>InternalError</c>.</summary>
    /// <param name="moment">When the request is answered.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="moment"/> is not defined.</exception>
    public static LocalS3Fault InternalError(LocalS3FaultMoment moment = LocalS3FaultMoment.BeforeBody) =>
        Error(500, "InternalError", InternalErrorMessage, moment);

    /// <summary>Answers with 503 and the code <c>SlowDown</c>, before the body is read.</summary>
    /// <param name="retryAfter">The value of the header <c>Retry-After</c>, in whole seconds; null: no header, as on Amazon S3.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="retryAfter"/> is negative.</exception>
    public static LocalS3Fault SlowDown(TimeSpan? retryAfter = null)
    {
        if (retryAfter is { } time)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, nameof(retryAfter));
        }

        return Error(503, "SlowDown", "Please reduce your request rate.", LocalS3FaultMoment.BeforeBody, retryAfter);
    }

    /// <summary>
    /// Answers with 200, but with an error document in place of the result, and does nothing. Amazon S3 does this if it fails after it has begun to
    /// answer, which happens with CompleteMultipartUpload and with copies.
    /// </summary>
    /// <returns>The fault.</returns>
    public static LocalS3Fault ErrorInSuccess() => Error(200, "InternalError", InternalErrorMessage, LocalS3FaultMoment.AfterBody);

    /// <summary>Resets the connection, without an answer.</summary>
    /// <param name="moment">When the connection is reset. After the work, the request was carried out, and its answer is lost.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="moment"/> is not defined.</exception>
    public static LocalS3Fault Reset(LocalS3FaultMoment moment = LocalS3FaultMoment.BeforeBody) =>
        new(FaultKind.Reset, Defined(moment), "reset of the connection" + Describe(moment));

    /// <summary>Carries the request out, and resets the connection after some bytes of the answer's body. A body that is not longer arrives whole.</summary>
    /// <param name="bytes">How many bytes of the body are sent; 0: only the headers.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is negative.</exception>
    public static LocalS3Fault CutReply(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return new(FaultKind.CutReply, LocalS3FaultMoment.AfterWork, string.Create(CultureInfo.InvariantCulture, $"answer cut after {bytes} bytes"))
        {
            Bytes = bytes,
        };
    }

    /// <summary>Lets the client wait, and carries the request out.</summary>
    /// <param name="time">How long, by the clock of the store.</param>
    /// <param name="moment">Whether it waits before the body is read or, after the work, for the answer.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="time"/> is negative, or <paramref name="moment"/> is <see cref="LocalS3FaultMoment.AfterBody"/> or not defined.
    /// </exception>
    public static LocalS3Fault Delay(TimeSpan time, LocalS3FaultMoment moment = LocalS3FaultMoment.BeforeBody)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfEqual(moment, LocalS3FaultMoment.AfterBody);
        return new(FaultKind.Delay, Defined(moment), string.Create(CultureInfo.InvariantCulture, $"delay of {time}{Describe(moment)}")) { Time = time };
    }

    /// <summary>Receives the body and sends the answer slowly.</summary>
    /// <param name="bytesPerSecond">The bytes per second in each direction, on average.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytesPerSecond"/> is not positive.</exception>
    public static LocalS3Fault Throttle(int bytesPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytesPerSecond);
        return new(FaultKind.Throttle, LocalS3FaultMoment.BeforeBody, string.Create(CultureInfo.InvariantCulture, $"{bytesPerSecond} bytes per second"))
        {
            Bytes = bytesPerSecond,
        };
    }

    /// <summary>A short description, as in the log.</summary>
    /// <returns>For example <c>503 SlowDown before the body</c>.</returns>
    public override string ToString() => _text;

    private static LocalS3Fault Error(int status, string code, string message, LocalS3FaultMoment moment, TimeSpan? retryAfter = null) =>
        new(FaultKind.Answer, Defined(moment), string.Create(CultureInfo.InvariantCulture, $"{status} {code}{Describe(moment)}"))
        {
            Status = status,
            Code = code,
            Message = message,
            RetryAfter = retryAfter,
        };

    private static LocalS3FaultMoment Defined(LocalS3FaultMoment moment) =>
        Enum.IsDefined(moment) ? moment : throw new ArgumentOutOfRangeException(nameof(moment), moment, "The moment is not defined.");

    private static string Describe(LocalS3FaultMoment moment) => moment switch
    {
        LocalS3FaultMoment.BeforeBody => " before the body",
        LocalS3FaultMoment.AfterBody => " after the body",
        _ => " after the work",
    };
}
