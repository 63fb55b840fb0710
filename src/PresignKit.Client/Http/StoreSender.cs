using System.Buffers;
using System.Net;
using System.Text;
using PresignKit.Client.Json;
using PresignKit.Client.Progress;
using PresignKit.Client.Sources;

namespace PresignKit.Client.Http;

/// <summary>Sends signed requests to the store, without changes, each once.</summary>
internal sealed class StoreSender(HttpClient http, UploadClientOptions options, ProgressMeter meter)
{
    // Below, asking first takes longer than sending.
    private const long AskFirstFrom = 1024 * 1024;

    // What the handler in browsers gives to fetch(); its setters are in a package of Blazor.
    private static readonly HttpRequestOptionsKey<IDictionary<string, object>> FetchOptions = new("WebAssemblyFetchOptions");

    private static readonly SearchValues<char> CodeLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.");

    private bool _mayAskFirst = true;

    /// <summary>Sends a piece, and returns the checksum of what was sent.</summary>
    /// <exception cref="UploadException">The store could not be reached, or refused.</exception>
    public async Task<string> SendAsync(SignedRequest signed, Piece piece, string contentType, CancellationToken cancellationToken)
    {
        using var watch = new StallWatch(options);
        using var content = new PieceContent(piece, watch, meter, options.BufferBodies);
        using var request = Request(signed, content, contentType);
        if (_mayAskFirst && !options.BufferBodies && piece.Length >= AskFirstFrom)
        {
            // A store that refuses then says so before the bytes are sent, rather than by closing the connection.
            request.Headers.ExpectContinue = true;
        }

        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, watch.Token);
        var isKept = false;
        try
        {
            watch.ExpectMove();
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, linked.Token).ConfigureAwait(false);
            watch.ExpectMove();
            if (await FailureAsync(response, linked.Token).ConfigureAwait(false) is { } failure)
            {
                throw failure;
            }

            var checksum = content.Checksum
                ?? throw new UploadException(UploadErrorCodes.AnswerInvalid, "The store answered before it had received everything.")
                {
                    StatusCode = response.StatusCode,
                    Attempts = Answers.Few,
                };
            meter.Keep(piece.Length, content.Moved);
            isKept = true;
            return checksum;
        }
        catch (Exception) when (content.SourceFailure is UploadException source)
        {
            throw source;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Answers.Stalled("the store", watch.Token.IsCancellationRequested ? watch.Patience : http.Timeout);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Answers.Unreachable(e, "the store");
        }
        finally
        {
            if (!isKept)
            {
                meter.Move(-content.Moved);
            }
        }
    }

    private static HttpRequestMessage Request(SignedRequest signed, PieceContent content, string contentType)
    {
        var request = new HttpRequestMessage(new HttpMethod(signed.Method), AddressOf(signed.Url));
        if (OperatingSystem.IsBrowser())
        {
            request.Options.Set(FetchOptions, new Dictionary<string, object> { ["credentials"] = "omit", ["redirect"] = "error" });
        }

        if (signed.Fields is { } fields)
        {
            request.Content = Form(fields, content, contentType);
        }
        else
        {
            request.Content = content;
        }

        foreach (var (name, value) in signed.Headers ?? [])
        {
            // The connection sets these two, from the URL and from the body.
            if (!name.Equals("Host", StringComparison.OrdinalIgnoreCase)
                && !name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
                && !request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.Remove(name);
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }

    private static MultipartFormDataContent Form(OrderedDictionary<string, string> fields, PieceContent file, string contentType)
    {
        var boundary = $"presignkit{Guid.NewGuid():N}";
        var form = new MultipartFormDataContent(boundary);

        // Without the quotation marks that .NET puts around it, which some stores take for a part of the boundary.
        form.Headers.Remove("Content-Type");
        form.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={boundary}");
        foreach (var (name, value) in fields)
        {
            var field = new ByteArrayContent(Encoding.UTF8.GetBytes(value));
            field.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{name}\"");
            form.Add(field);
        }

        file.Headers.TryAddWithoutValidation("Content-Disposition", "form-data; name=\"file\"; filename=\"file\"");
        file.Headers.TryAddWithoutValidation("Content-Type", contentType);
        form.Add(file);
        return form;
    }

    /// <summary>The URL as it was signed: nothing in it may be written in another way.</summary>
    private static Uri AddressOf(string url) =>
        Uri.TryCreate(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? address
            : throw new UploadException(UploadErrorCodes.AnswerInvalid, "The application answered with something that is not the URL of a store.");

    /// <summary>The store's own code, from its XML.</summary>
    private static string? CodeOf(byte[]? body)
    {
        var text = body is null ? "" : Encoding.UTF8.GetString(body);
        var start = text.IndexOf("<Code>", StringComparison.Ordinal) + "<Code>".Length;
        var end = start < "<Code>".Length ? -1 : text.IndexOf("</Code>", start, StringComparison.Ordinal);
        return end > start && end - start <= 64 && text.AsSpan(start, end - start).IndexOfAnyExcept(CodeLetters) < 0 ? text[start..end] : null;
    }

    private async Task<UploadException?> FailureAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = response.StatusCode;
        if (response.IsSuccessStatusCode)
        {
            return Answers.IsHtml(response.Content)
                ? new(
                    UploadErrorCodes.AnswerInvalid,
                    "The answer is a page, not that of a store: it may come from a proxy or from a network that asks for a sign-in. Check the connection.")
                {
                    StatusCode = status,
                    Attempts = Answers.Few,
                }
                : null;
        }

        byte[]? body = null;
        try
        {
            body = await Answers.ReadAsync(response.Content, 64 * 1024, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // The status says enough.
        }

        var code = CodeOf(body);
        if (status == HttpStatusCode.ExpectationFailed)
        {
            _mayAskFirst = false;
        }

        if (Answers.IsServerFailure(status) || code is "RequestTimeout" or "IncompleteBody" or "BadDigest" or "InvalidDigest" or "OperationAborted")
        {
            return new(UploadErrorCodes.StoreFailed, $"The store failed: {(int)status} {code ?? ""}".TrimEnd() + ". Resume the upload later.")
            {
                StatusCode = status,
                StoreCode = code,
                RetryAfter = Answers.RetryAfter(response, options.TimeProvider),
                Attempts = Answers.Always,
            };
        }

        if ((int)status < 400)
        {
            return new(UploadErrorCodes.AnswerInvalid, $"The store's address answered {(int)status}, which no store does. Check the connection.")
            {
                StatusCode = status,
                Attempts = Answers.Few,
            };
        }

        // What a fresh URL may mend: it has expired, or its credentials have, or the upload has ended, which the application then says.
        return new(UploadErrorCodes.StoreRefused, $"The store refused the request: {(int)status} {code ?? ""}".TrimEnd() + ".")
        {
            StatusCode = status,
            StoreCode = code,
            Attempts = status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound
                or HttpStatusCode.Conflict or HttpStatusCode.ExpectationFailed ? Answers.Few : 1,
        };
    }
}
