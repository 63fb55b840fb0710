using PresignKit.Probing;

namespace PresignKit.S3.Probing.Attempts;

/// <summary>Is a URL bound to its signature, its key, its method and its parameters? No profile speaks of it: without, nothing holds.</summary>
internal sealed class SignatureItself : IAttempts
{
    public string Doing => "signature, key and method";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        var (mine, other) = (bench.NewKey("signature"), bench.NewKey("key"));
        var put = bench.Signer.Put(mine, "as signed");
        var get = bench.Signer.Get(mine);
        return
        [
            await bench.MeasureAsync(
                Checks.Signature, put, [("one digit changed", put with { Url = OtherDigit(put.Url) })], cancellationToken).ConfigureAwait(false),
            await bench.MeasureAsync(
                Checks.Key, put, [("another key", put with { Url = put.Url
                    .Replace(mine, other, StringComparison.Ordinal) })], cancellationToken).ConfigureAwait(false),
            await bench.MeasureAsync(
                Checks.Method,
                get,
                [("GET used with PUT", get with { Method = "PUT", Body = "" }), ("GET used with DELETE", get with { Method = "DELETE" })],
                cancellationToken).ConfigureAwait(false),
            await bench.MeasureAsync(
                Checks.Parameters,
                get,
                [("response-content-type added", get with { Url = get.Url + "&response-content-type=text%2Fhtml" })],
                cancellationToken).ConfigureAwait(false),
        ];
    }

    // The signature stands last, in hexadecimal digits.
    private static string OtherDigit(string url) => url[..^1] + (url[^1] == '0' ? '1' : '0');
}
