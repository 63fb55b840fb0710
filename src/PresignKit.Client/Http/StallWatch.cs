namespace PresignKit.Client.Http;

/// <summary>Cancels a request that does not move.</summary>
internal sealed class StallWatch : IDisposable
{
    private readonly UploadClientOptions _options;
    private readonly CancellationTokenSource _source;

    public StallWatch(UploadClientOptions options)
    {
        _options = options;
        _source = new(Timeout.InfiniteTimeSpan, options.TimeProvider);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>What was waited for last.</summary>
    public TimeSpan Patience { get; private set; }

    /// <summary>A write, or the connection, should succeed soon.</summary>
    public void ExpectMove() => Expect(_options.StallTimeout);

    /// <summary>The source is read: however long that takes, the connection is not to blame.</summary>
    public void Pause() => Expect(Timeout.InfiniteTimeSpan);

    /// <summary>Everything was sent.</summary>
    public void ExpectAnswer() => Expect(_options.AnswerTimeout);

    /// <summary>The platform takes the body as a whole, and does not tell how far it is: at least 32 KiB should be sent in a second.</summary>
    public void ExpectAll(long size) => Expect(_options.AnswerTimeout + _options.StallTimeout + TimeSpan.FromSeconds(size / 32768.0));

    public void Dispose() => _source.Dispose();

    private void Expect(TimeSpan patience)
    {
        Patience = patience;
        _source.CancelAfter(patience);
    }
}
