
namespace PresignKit.S3.Probing.Attempts;

/// <summary>
/// Is a URL bound to its signature, key, method and parameters? Profiles do not state this, because without it nothing is guaranteed.
/// </summary>
internal sealed class SignatureAttempts : IAttemptGroup
{
    public string Description => "signature, key and method";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var (mine, other) = (context.NewKey("signature"), context.NewKey("key"));
        var put = context.Signer.Put(mine, "as signed");
        var get = context.Signer.Get(mine);
        return
        [
            await context.MeasureAsync(
                CheckNames.Signature, put, [("one digit changed", put with { Url = OtherDigit(put.Url) })], cancellationToken).ConfigureAwait(false),
            await context.MeasureAsync(
                CheckNames.Key, put, [("another key", put with { Url = put.Url
                    .Replace(mine, other, StringComparison.Ordinal) })], cancellationToken).ConfigureAwait(false),
            await context.MeasureAsync(
                CheckNames.Method,
                get,
                [("GET used with PUT", get with { Method = "PUT", Body = "" }), ("GET used with DELETE", get with { Method = "DELETE" })],
                cancellationToken).ConfigureAwait(false),
            await context.MeasureAsync(
                CheckNames.Parameters,
                get,
                [("response-content-type added", get with { Url = get.Url + "&response-content-type=text%2Fhtml" })],
                cancellationToken).ConfigureAwait(false),
        ];
    }

    // The URL ends with the signature, in hexadecimal.
    private static string OtherDigit(string url) => url[..^1] + (url[^1] == '0' ? '1' : '0');
}
