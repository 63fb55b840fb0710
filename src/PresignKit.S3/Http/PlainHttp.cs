using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using PresignKit.S3.Connections;

namespace PresignKit.S3.Http;

/// <summary>
/// Sends requests without the AWS SDK, which follows redirects, corrects its clock and retries: here, the first answer of the store is needed.
/// </summary>
internal sealed class PlainHttp : IDisposable
{
    /// <summary>Stores answer these requests quickly; a slow one must not delay the start.</summary>
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        ConnectCallback = LoopbackNames.ConnectAsync,
    })
    {
        Timeout = RequestTimeout,
        // An error document has a few hundred bytes and a listing of one key a few thousand, but a lifecycle can have a thousand rules.
        MaxResponseContentBufferSize = 1024 * 1024,
    };

    /// <summary>Creates a request to exactly this URL.</summary>
    public static HttpRequestMessage Request(HttpMethod method, string url) =>
        new(method, new Uri(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));

    /// <summary>Returns the answer, or the reason why there is none. Throws only if it was canceled by the caller.</summary>
    public async ValueTask<PlainAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var headers = response.Headers.Concat(response.Content.Headers)
                .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);

            // S3 writes UTF-8, whatever charset the answer claims, even if it does not exist.
            var body = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)).TrimStart('\uFEFF');
            return new((int)response.StatusCode, headers, response.Headers.Date, body);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return PlainAnswer.None($"no answer within {RequestTimeout.TotalSeconds:0} seconds");
        }
        catch (HttpRequestException exception)
        {
            return PlainAnswer.None(Reason(exception));
        }
    }

    public void Dispose() => _client.Dispose();

    // The messages of exceptions may contain the URL.
    private static string Reason(HttpRequestException exception) => exception switch
    {
        { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => "the connection was refused: nothing is listening there",
        { HttpRequestError: HttpRequestError.NameResolutionError } => "the host name could not be resolved",
        { HttpRequestError: HttpRequestError.SecureConnectionError } or { InnerException: AuthenticationException } =>
            "the TLS connection failed: the certificate is not trusted, or the port uses plain http",
        { HttpRequestError: HttpRequestError.ConnectionError } => "the connection failed",
        { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "the answer is larger than any of S3's documents",
        _ => "the response is not HTTP",
    };
}
