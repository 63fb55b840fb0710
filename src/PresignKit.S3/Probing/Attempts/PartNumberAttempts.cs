namespace PresignKit.S3.Probing.Attempts;

/// <summary>Is the number of a part obeyed when an object is read? A store that ignores it returns the whole object instead of an error.</summary>
/// <remarks>Amazon S3 API Reference, "GetObject", <c>partNumber</c>: an object that was sent in one request has one part.</remarks>
internal sealed class PartNumberAttempts : IAttemptGroup
{
    private const string PartNumber = "partNumber";

    public string Description => "downloads of one part";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken) =>
    [
        await context.MeasureAsync(
            nameof(StoreProfile.DownloadPartNumber),
            context.Signer.Get(context.OtherKey, new SigV4.NameValue(PartNumber, "1")),
            [("a part that the object does not have", context.Signer.Get(context.OtherKey, new SigV4.NameValue(PartNumber, "2")))],
            cancellationToken).ConfigureAwait(false),
    ];
}
