using System.Net;
using System.Net.Http.Headers;

namespace PresignKit.Client.Http;

/// <summary>Reads answers.</summary>
internal static class Answers
{
    /// <summary>Worth sending until the attempts are used up.</summary>
    public const int Always = int.MaxValue;

    /// <summary>Worth a few attempts: the failure is probably permanent.</summary>
    public const int Few = 3;

    /// <summary>Reads a body up to a limit; null if it is longer.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var body = new MemoryStream();
            var buffer = new byte[8192];
            while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
            {
                if (body.Length + read > limit)
                {
                    return null;
                }

                body.Write(buffer, 0, read);
            }

            return body.ToArray();
        }
    }

    public static bool IsJson(HttpContent content) =>
        content.Headers.ContentType?.MediaType is { } type
        && (type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    public static bool IsHtml(HttpContent content) =>
        content.Headers.ContentType?.MediaType is { } type && type.Contains("html", StringComparison.OrdinalIgnoreCase);

    /// <summary>The header Retry-After, in either form.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } seconds } => seconds,
            { Date: { } date } => date - (response.Headers.Date ?? time.GetUtcNow()),
            _ => (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <summary>Whether a status says that the server is busy or broken.</summary>
    public static bool IsServerFailure(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    /// <summary>What a request ran into before there was an answer.</summary>
    /// <param name="failure">The exception.</param>
    /// <param name="whom">The application or the store.</param>
    public static UploadException Unreachable(Exception failure, string whom) => new(
        UploadErrorCodes.NetworkFailed, $"The connection to {whom} failed: {failure.Message.TrimEnd('.')}. Check the network, then resume the upload.", failure)
    {
        Attempts = Always,
    };

    public static UploadException Stalled(string whom, TimeSpan wait) => new(
        UploadErrorCodes.Stalled, $"Nothing moved on the connection to {whom} for {wait.TotalSeconds:0.#} seconds. Check the network, then resume the upload.")
    {
        Attempts = Always,
    };

    public static string Describe(MediaTypeHeaderValue? type) => type?.MediaType is { Length: < 100 } name ? name : "no content type";
}
