using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using PresignKit.AspNetCore.Problems;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>Reads a small JSON body, strictly.</summary>
internal static class JsonBody
{
    /// <summary>Twice the longest token.</summary>
    public const int MaximumLength = 16 * 1024;

    /// <summary>
    /// Reads the body. Only <c>application/json</c> is allowed: a page of another site can send text and forms with the user's
    /// cookie, but it cannot send JSON without a CORS preflight.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="type">What the body is.</param>
    /// <param name="maximumLength">The longest body in bytes.</param>
    public static async ValueTask<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type, int maximumLength = MaximumLength)
        where T : class
    {
        if (!IsJson(context.Request.ContentType))
        {
            throw Invalid("The request body must be application/json in UTF-8; check the Content-Type header.", StatusCodes.Status415UnsupportedMediaType);
        }

        // Most bodies are short. The pool's own buffers are powers of two, so that each is used whole.
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(maximumLength, MaximumLength) + 1);
        try
        {
            Limit(context, maximumLength);
            var length = 0;
            int read;
            while ((read = await ReadAsync(context, buffer.AsMemory(length), maximumLength).ConfigureAwait(false)) > 0)
            {
                length += read;
                if (length > maximumLength)
                {
                    throw TooLong(maximumLength);
                }

                if (length == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                    buffer.CopyTo(larger, 0);
                    ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
                    buffer = larger;
                }
            }

            return Parse(buffer.AsSpan(0, length), type);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var parsed)
        && parsed.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!parsed.Charset.HasValue || HeaderUtilities.RemoveQuotes(parsed.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static void Limit(HttpContext context, int maximumLength)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = maximumLength;
        }
    }

    private static async ValueTask<int> ReadAsync(HttpContext context, Memory<byte> buffer, int maximumLength)
    {
        try
        {
            return await context.Request.Body.ReadAsync(buffer, context.RequestAborted).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLong(maximumLength);
        }
    }

    private static T Parse<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw Invalid("The request body is null. Send a JSON object.");
        }
        catch (JsonException e)
        {
            throw Invalid(JsonBodyFlaw.Explain(body, type, e.Path));
        }
    }

    private static EndpointException TooLong(int maximumLength) =>
        Invalid($"The request body is longer than {maximumLength} bytes. Send a shorter one.", StatusCodes.Status413PayloadTooLarge);

    private static EndpointException Invalid(string detail, int? status = null) =>
        new(EndpointErrorCodes.RequestInvalid, detail, status);
}
