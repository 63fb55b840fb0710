using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PresignKit.Client.Json;

namespace PresignKit.Client.Http;

/// <summary>The calls of the application's endpoints, each repeated while that helps.</summary>
internal sealed class ApplicationApi(HttpClient http, Uri endpoint, UploadClientOptions options, Backoff backoff)
{
    // 10,000 parts with their checksums are below 1 MiB.
    private const int LongestAnswer = 8 * 1024 * 1024;

    private long _clockOffset;

    /// <summary>The time of the application, as far as its answers tell it: a client's own clock may be wrong.</summary>
    public DateTimeOffset Now => options.TimeProvider.GetUtcNow() + TimeSpan.FromTicks(Volatile.Read(ref _clockOffset));

    public Task<OpenAnswer> OpenAsync(OpenBody body, CancellationToken cancellationToken) =>
        CallAsync("slots", body, ClientJsonContext.Default.OpenBody, ClientJsonContext.Default.OpenAnswer, cancellationToken);

    public Task<PartsAnswer> SignPartsAsync(PartsBody body, CancellationToken cancellationToken) =>
        CallAsync("slots/parts", body, ClientJsonContext.Default.PartsBody, ClientJsonContext.Default.PartsAnswer, cancellationToken);

    public Task<UploadedAnswer> ListUploadedAsync(string token, CancellationToken cancellationToken) => CallAsync(
        "slots/uploaded", new() { Token = token }, ClientJsonContext.Default.TokenBody, ClientJsonContext.Default.UploadedAnswer, cancellationToken);

    public Task<CompleteAnswer> CompleteAsync(CompleteBody body, CancellationToken cancellationToken) =>
        CallAsync("slots/complete", body, ClientJsonContext.Default.CompleteBody, ClientJsonContext.Default.CompleteAnswer, cancellationToken);

    public Task<RenewAnswer> RenewAsync(string token, CancellationToken cancellationToken) => CallAsync(
        "slots/renew", new() { Token = token }, ClientJsonContext.Default.TokenBody, ClientJsonContext.Default.RenewAnswer, cancellationToken);

    public Task AbortAsync(string token, CancellationToken cancellationToken) => backoff.RunAsync(
        async _ =>
        {
            await SendAsync("slots/abort", new() { Token = token }, ClientJsonContext.Default.TokenBody, cancellationToken).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    private Task<TAnswer> CallAsync<TBody, TAnswer>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellationToken)
        where TAnswer : class => backoff.RunAsync(
            async _ =>
            {
                var answer = await SendAsync(path, body, bodyType, cancellationToken).ConfigureAwait(false);
                return Parse(answer ?? [], answerType)
                    ?? throw Invalid($"The answer to POST {path} lacks something that the contract requires. Check that client and server fit together.");
            },
            cancellationToken);

    /// <summary>Sends a request once. Returns the body of the answer, null if there is none.</summary>
    private async Task<byte[]?> SendAsync<TBody>(string path, TBody body, JsonTypeInfo<TBody> bodyType, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(endpoint, path));
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("application/problem+json");
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, bodyType));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        // The server completes while it answers, which takes longer than anything else.
        var patience = path == "slots/complete" ? options.AnswerTimeout * 5 : options.AnswerTimeout;
        using var timeout = new CancellationTokenSource(patience, options.TimeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, linked.Token).ConfigureAwait(false);
            Learn(response.Headers.Date);
            var answer = response.StatusCode == HttpStatusCode.NoContent || !Answers.IsJson(response.Content)
                ? null
                : await Answers.ReadAsync(response.Content, LongestAnswer, linked.Token).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return answer is not null || response.StatusCode == HttpStatusCode.NoContent
                    ? answer
                    : throw Invalid(
                        $"The answer to POST {path} is not JSON but {Answers.Describe(response.Content.Headers.ContentType)}: it may come from a login "
                        + "page, a proxy, or a network that asks for a sign-in. Check the endpoint and the connection.",
                        response.StatusCode);
            }

            throw Failure(path, response, Parse(answer ?? [], ClientJsonContext.Default.ProblemAnswer));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time-out of this method, or that of the application's HttpClient.
            throw Answers.Stalled("the application", timeout.IsCancellationRequested ? patience : http.Timeout);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Answers.Unreachable(e, "the application");
        }
    }

    private static T? Parse<T>(byte[] json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return json.Length > 0 ? JsonSerializer.Deserialize(json, type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static UploadException Invalid(string message, HttpStatusCode? status = null) =>
        new(UploadErrorCodes.AnswerInvalid, message) { StatusCode = status, Attempts = Answers.Few };

    private UploadException Failure(string path, HttpResponseMessage response, ProblemAnswer? problem)
    {
        var status = response.StatusCode;
        var retryAfter = Answers.RetryAfter(response, options.TimeProvider);
        if (problem is { Code.Length: > 0 and < 100 })
        {
            return new(problem.Code, problem.Detail ?? problem.Title ?? $"The application answered {(int)status} to POST {path}.")
            {
                StatusCode = status,
                Limit = problem.Limit,
                RetryAfter = retryAfter,
                Parts = problem.Parts ?? [],
                Attempts = problem.Code == "upload-changed" ? 5 : Attempts(status),
            };
        }

        var (code, message) = status switch
        {
            HttpStatusCode.Unauthorized => ("authentication-required", "The application requires a signed-in user. Sign in, then send the request again."),
            HttpStatusCode.Forbidden => ("access-denied", "The application does not admit this user."),
            HttpStatusCode.TooManyRequests => ("too-many-requests", "The application received too many requests. Try again later."),
            HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => (
                UploadErrorCodes.ApplicationFailed, $"The application answered {(int)status} to POST {path}, without a reason. Its log may have one."),
            _ => (
                UploadErrorCodes.AnswerInvalid,
                $"The answer to POST {path} is {(int)status} without ProblemDetails. Check that the endpoint is the prefix that MapPresignKit was given."),
        };
        return new(code, message) { StatusCode = status, RetryAfter = retryAfter, Attempts = Attempts(status) };
    }

    private static int Attempts(HttpStatusCode status) => status switch
    {
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => Answers.Always,

        // Usually a mistake in the application or its settings, but also what a proxy says while the application restarts.
        >= HttpStatusCode.InternalServerError => Answers.Few,
        _ => 1,
    };

    private void Learn(DateTimeOffset? date)
    {
        if (date is { } now)
        {
            Volatile.Write(ref _clockOffset, (now - options.TimeProvider.GetUtcNow()).Ticks);
        }
    }
}
