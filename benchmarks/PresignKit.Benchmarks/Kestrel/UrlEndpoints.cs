using Microsoft.AspNetCore.Http;
using PresignKit.Benchmarks.Subjects;

namespace PresignKit.Benchmarks.Kestrel;

/// <summary>
/// One URL in each response, written the same way for all signers. The fixed string is one of those URLs, signed in advance, and shows the cost
/// of HTTP alone.
/// </summary>
internal static class UrlEndpoints
{
    [ThreadStatic]
    private static int t_next;

    public static IEnumerable<Endpoint> Of(AllSubjects subjects)
    {
        var signedBefore = subjects.PresignKit.GetUrl(Workload.Key(0));
        return
        [
            Strings(Endpoint.Fixed, _ => signedBefore),
            Strings("presignkit", subjects.PresignKit.GetUrl),
            new(EndpointKind.Url, "presignkit-utf8", context => WriteAsync(context.Response, subjects.PresignKit.GetUtf8Bytes(NextKey()))),
            Strings("issuer", subjects.Issuer.GetUrl),
            Strings("minio", subjects.Minio.GetUrl),
            Strings("awssdk", subjects.AwsSdk.GetUrl),
        ];
    }

    private static Endpoint Strings(string signer, Func<string, string> sign) =>
        new(EndpointKind.Url, signer, context => WriteAsync(context.Response, sign(NextKey())));

    private static Task WriteAsync(HttpResponse response, string url)
    {
        response.ContentLength = url.Length;
        return response.WriteAsync(url);
    }

    private static Task WriteAsync(HttpResponse response, ReadOnlyMemory<byte> url)
    {
        response.ContentLength = url.Length;
        var written = response.BodyWriter.WriteAsync(url);
        return written.IsCompletedSuccessfully ? Task.CompletedTask : written.AsTask();
    }

    // A different key each time; each thread counts separately.
    private static string NextKey() => Workload.Key(t_next++);
}
