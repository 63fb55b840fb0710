namespace PresignKit.Client;

/// <summary>Options of an <see cref="UploadClient"/>. They are read once, by its constructor.</summary>
public sealed record UploadClientOptions
{
    /// <summary>
    /// Sends the requests to the store, whose URLs are permission enough. It must send no cookies and no headers of its own, should not follow
    /// redirects, and needs an infinite <see cref="HttpClient.Timeout"/> because that covers a whole request. The upload client does not dispose it.
    /// </summary>
    /// <value>The default is <see langword="null"/>: a client of its own, without cookies, redirects, and credentials, which uses the system's
    /// proxy, as every HttpClient does.</value>
    public HttpClient? Store { get; init; }

    /// <summary>How many parts of one upload are sent at the same time: 1 to 64.</summary>
    /// <value>The default is 4.</value>
    public int ParallelParts { get; init; } = 4;

    /// <summary>
    /// How many bytes of one upload may be in memory. It matters where parts must be held: for sources that cannot seek, and in browsers. There, fewer
    /// parts are sent at the same time, and a part that is larger is sent alone.
    /// </summary>
    /// <value>The default is 64 MiB.</value>
    public long MaximumBuffer { get; init; } = 64L * 1024 * 1024;

    /// <summary>How many times a request is sent before the upload fails: 1 to 100. The waits between grow from 0.5 to 30 seconds, with jitter; a
    /// server's Retry-After is kept if it is longer.</summary>
    /// <value>The default is 10.</value>
    public int MaximumAttempts { get; init; } = 10;

    /// <summary>The longest Retry-After that is waited for; above it, the upload fails with the server's code.</summary>
    /// <value>The default is 2 minutes.</value>
    public TimeSpan MaximumRetryAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a request may not move a single byte before it is sent again. There is no limit for a whole upload.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait for an answer when everything was sent.</summary>
    /// <value>The default is 2 minutes.</value>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The clock.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Whether request bodies are held in memory as a whole, because the platform's handler does so anyway.</summary>
    internal bool BufferBodies { get; init; } = OperatingSystem.IsBrowser();

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ParallelParts, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ParallelParts, 64);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumBuffer, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaximumAttempts, 100);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumRetryAfter, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StallTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(StallTimeout, TimeSpan.FromDays(1));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(AnswerTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(AnswerTimeout, TimeSpan.FromDays(1));
        ArgumentNullException.ThrowIfNull(TimeProvider);
    }
}
