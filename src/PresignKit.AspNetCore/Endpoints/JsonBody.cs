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
    /// <summary>The longest token and its braces fit twice.</summary>
    public const int MaximumLength = 16 * 1024;

    /// <summary>
    /// Reads the body. Only <c>application/json</c> is taken: a page of another site can send text and forms with the user's
    /// cookie, but not JSON without a CORS preflight.
    /// </summary>
    public static async ValueTask<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        if (!IsJson(context.Request.ContentType))
        {
            throw Invalid("The body is not application/json in UTF-8.", StatusCodes.Status415UnsupportedMediaType);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(MaximumLength + 1);
        try
        {
            var length = await FillAsync(context, buffer.AsMemory(0, MaximumLength + 1)).ConfigureAwait(false);
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

    private static async ValueTask<int> FillAsync(HttpContext context, Memory<byte> buffer)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaximumLength;
        }

        var length = 0;
        try
        {
            int read;
            while (length < buffer.Length
                && (read = await context.Request.Body.ReadAsync(buffer[length..], context.RequestAborted).ConfigureAwait(false)) > 0)
            {
                length += read;
            }
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLong();
        }

        return length < buffer.Length ? length : throw TooLong();
    }

    private static T Parse<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw Invalid("The body is null.");
        }
        catch (JsonException e)
        {
            throw Invalid($"The body is not the JSON object that is expected{Place(e.Path)}.");
        }
    }

    // The path can hold names that the client made up; it is shown only where it is plain.
    private static string Place(string? path) =>
        path is { Length: > 1 and <= 64 } && path.All(c => char.IsAsciiLetterOrDigit(c) || c is '$' or '.' or '[' or ']')
            ? $"; the trouble is at {path}"
            : "; a field may be missing, of another kind or there twice";

    private static EndpointException TooLong() =>
        Invalid($"The body is longer than {MaximumLength} bytes.", StatusCodes.Status413PayloadTooLarge);

    private static EndpointException Invalid(string detail, int? status = null) =>
        new(EndpointErrorCodes.RequestInvalid, detail, status);
}
