
namespace PresignKit.S3.Probing.Attempts;

/// <summary>
/// Is a URL bound to its signature, key, method and parameters? Profiles do not state this, because without it nothing is guaranteed.
/// </summary>
internal sealed class SignatureAttempts : IAttemptGroup
{
    public string Description => "signature, key and method";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        // Each check has an object of its own, because an accepted violation deletes or replaces it.
        var (mine, other) = (context.NewKey("signature"), context.NewKey("key"));
        var put = context.Signer.Put(mine, "as signed");
        return
        [
            await context.MeasureAsync(
                CheckNames.Signature, put, [("one digit changed", put with { Url = OtherDigit(put.Url) })], cancellationToken).ConfigureAwait(false),
            await context.MeasureAsync(
                CheckNames.Key, put, [("another key", put with { Url = put.Url
                    .Replace(mine, other, StringComparison.Ordinal) })], cancellationToken).ConfigureAwait(false),
            await MethodAsync(context, cancellationToken).ConfigureAwait(false),
            await ParametersAsync(context, cancellationToken).ConfigureAwait(false),
        ];
    }

    private static async Task<ProbeMeasurement> MethodAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var (put, get) = await StoreAsync(context, "method", cancellationToken).ConfigureAwait(false);
        return put ?? await context.MeasureAsync(
            CheckNames.Method,
            get,
            [("GET used with PUT", get with { Method = "PUT", Body = "" }), ("GET used with DELETE", get with { Method = "DELETE" })],
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ProbeMeasurement> ParametersAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var (put, get) = await StoreAsync(context, "parameters", cancellationToken).ConfigureAwait(false);
        return (put is null ? null : put with { Name = CheckNames.Parameters }) ?? await context.MeasureAsync(
            CheckNames.Parameters,
            get,
            [("response-content-type added", get with { Url = get.Url + "&response-content-type=text%2Fhtml" })],
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stores an object and signs a GET for it. The measurement is null if it was stored.</summary>
    private static async Task<(ProbeMeasurement? Refused, ProbeRequest Get)> StoreAsync(
        ProbeContext context, string name, CancellationToken cancellationToken)
    {
        var key = context.NewKey(name);
        var put = await context.SendAsync(context.Signer.Put(key, "as signed"), cancellationToken).ConfigureAwait(false);
        return (
            put.Verdict == Verdict.Accepted ? null : new(CheckNames.Method, ProbeOutcome.NotTried, $"PUT of an object: {put}"),
            context.Signer.Get(key));
    }

    // The URL ends with the signature, in hexadecimal.
    private static string OtherDigit(string url) => url[..^1] + (url[^1] == '0' ? '1' : '0');
}
