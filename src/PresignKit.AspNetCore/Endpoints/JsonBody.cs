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
    public static async ValueTask<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        if (!IsJson(context.Request.ContentType))
        {
            throw Invalid("The request body must be application/json in UTF-8; check the Content-Type header.", StatusCodes.Status415UnsupportedMediaType);
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
            return JsonSerializer.Deserialize(body, type) ?? throw Invalid("The request body is null. Send a JSON object.");
        }
        catch (JsonException e)
        {
            throw Invalid(JsonBodyFlaw.Explain(body, type, e.Path));
        }
    }

    private static EndpointException TooLong() =>
        Invalid($"The request body is longer than {MaximumLength} bytes. Send a shorter one.", StatusCodes.Status413PayloadTooLarge);

    private static EndpointException Invalid(string detail, int? status = null) =>
        new(EndpointErrorCodes.RequestInvalid, detail, status);
}
