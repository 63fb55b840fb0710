using System.Globalization;
using System.Text;
using System.Text.Json;
using PresignKit.Cli.Tests.Fakes;
using PresignKit.SigV4;

namespace PresignKit.Cli.Tests.Explaining;

/// <summary>Real refusals by the embedded store, passed to the tool as a user would pass them.</summary>
public sealed class ExplainCommandTests(LocalStore store)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Explain_ExpiredUrl_SaysHowLongAgo()
    {
        var url = SignedUrl.Of(store, "GET", "a.mp4", Now.AddMinutes(-90), Hour);
        var (status, answer) = await SendAsync("GET", url);

        var (code, tool) = await ExplainAsync(answer, url, "--status", status);

        Assert.Equal(1, code);
        Assert.Matches(@"\Aurl-expired \((proven|likely)\)\n  The URL expired (29|30) min ", tool.Console.Printed);
        Assert.Contains("\n  Fix: ", tool.Console.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_SignedHeaderNotSent_NamesTheHeader()
    {
        var url = SignedUrl.Of(store, "PUT", "b.mp4", Now, Hour, headers: new NameValue("If-None-Match", "*"));
        var (status, answer) = await SendAsync("PUT", url, "body");

        var (code, tool) = await ExplainAsync(answer, url, "--status", status, "--method", "put", "--header", "Content-Type: video/mp4");

        Assert.Equal(1, code);
        Assert.StartsWith("header-not-sent ", tool.Console.Printed, StringComparison.Ordinal);
        Assert.Contains("if-none-match", tool.Console.Printed, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Explain_UrlWithoutSignature_NamesMissingSignature()
    {
        var tool = new Tool();

        Assert.Equal(1, await tool.RunAsync("explain", $"{store.Endpoint}/media/a.mp4"));
        Assert.StartsWith("url-not-signed ", tool.Console.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_NoAnswerOption_NamesNoAnswer()
    {
        var url = SignedUrl.Of(store, "GET", "a.mp4", Now, Hour);
        var (withAnswer, withoutAnswer) = (new Tool(), new Tool());

        await withAnswer.RunAsync("explain", url);
        Assert.Equal(1, await withoutAnswer.RunAsync("explain", url, "--no-answer"));

        Assert.StartsWith("no-answer ", withoutAnswer.Console.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain("no-answer", withAnswer.Console.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_EndlessInput_IsReadInPart()
    {
        var url = SignedUrl.Of(store, "GET", "a.mp4", Now, Hour);
        const string endless = "/dev/zero";
        Assert.SkipUnless(File.Exists(endless), "There is no file without an end on this system.");
        var byFile = new Tool();
        var byInput = new Tool { Console = new() { Typed = new string('x', 1_000_000) } };

        Assert.Equal(1, await byFile.RunAsync("explain", url, "--error", endless));
        Assert.Equal(1, await byInput.RunAsync("explain", "-"));

        Assert.Contains("too long for an S3 error document", Joined(byFile), StringComparison.Ordinal);
        Assert.StartsWith("url-malformed ", byInput.Console.Printed, StringComparison.Ordinal);

        static string Joined(Tool tool) => string.Join(' ', tool.Console.Printed.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Explain_NothingWrong_ExitsWithZero()
    {
        var url = SignedUrl.Of(store, "GET", "a.mp4", Now, Hour);
        var tool = new Tool { Console = LocalStore.Console() };

        Assert.Equal(0, await tool.RunAsync("explain", url, "--prove", "--status", "402"));
        Assert.StartsWith("No fault was found in the request", tool.Console.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_UrlOrAnswerOnStandardInput_IsRead()
    {
        var url = SignedUrl.Of(store, "GET", "a.mp4", Now.AddMinutes(-90), Hour);
        var byUrl = new Tool { Console = new() { Typed = url + "\n" } };
        var (_, answer) = await SendAsync("GET", url);
        var byAnswer = new Tool { Console = new() { Typed = answer } };

        Assert.Equal(1, await byUrl.RunAsync("explain", "-", "--json"));
        Assert.Equal(1, await byAnswer.RunAsync("explain", url, "--error", "-", "--status", "403"));

        using var json = JsonDocument.Parse(byUrl.Console.Printed);
        Assert.Equal("url-expired", json.RootElement.GetProperty("cause").GetString());
        Assert.Equal("url-expired", json.RootElement.GetProperty("findings")[0].GetProperty("code").GetString());
        Assert.StartsWith("url-expired ", byAnswer.Console.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_NowOption_IsTimeOfAnswer()
    {
        var signed = new DateTimeOffset(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);
        var url = SignedUrl.Of(store, "GET", "a.mp4", signed, Hour);

        var inTime = new Tool();
        var late = new Tool();
        await inTime.RunAsync("explain", url, "--now", "2026-01-02T03:30:00Z");
        await late.RunAsync("explain", url, "--now", signed.AddHours(3).ToString("R", CultureInfo.InvariantCulture));

        Assert.DoesNotContain("url-expired ", inTime.Console.Printed, StringComparison.Ordinal);
        Assert.Contains("expired 2 h 0 min before", late.Console.Printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "credentials-missing",
        "AWS_SECRET_ACCESS_KEY",
        "https://s3.example.com/media/a?X-Amz-Credential=KEY%2F20260102%2Fr%2Fs3%2Faws4_request",
        "--prove")]
    [InlineData("usage", "--header takes a name and a value", "https://s3.example.com/media/a", "--header", "sesame")]
    [InlineData("usage", "--path-prefix-removed requires the public endpoint with the path", "https://s3.example.com/media/a", "--path-prefix-removed")]
    [InlineData(
        "usage",
        "--path-prefix-removed requires the public endpoint with the path",
        "https://s3.example.com/media/a",
        "--path-prefix-removed",
        "--endpoint",
        "https://s3.example.com/")]
    [InlineData("usage", "--now must be a time", "https://s3.example.com/media/a", "--now", "yesterday evening")]
    [InlineData("usage", "--body-size must be a number of bytes", "https://s3.example.com/media/a", "--body-size", "-1")]
    [InlineData("usage", "--body-size must be a number of bytes", "https://s3.example.com/media/a", "--body-size", "9223372036854775808")]
    [InlineData("usage", "--endpoint must be a URL that begins with https://", "https://s3.example.com/media/a", "--endpoint", "foo")]
    [InlineData("usage", "--status must be the HTTP status of a refusal", "https://s3.example.com/media/a", "--status", "200")]
    [InlineData("usage", "--status must be the HTTP status of a refusal", "https://s3.example.com/media/a", "--status", "abc")]
    [InlineData("usage", "Standard input", "-", "--error", "-")]
    [InlineData("usage", "The URL is empty", "-")]
    [InlineData("file-not-readable", "it does not exist", "https://s3.example.com/media/a", "--error", "no-such-file.xml")]
    public async Task Explain_InvalidInput_PrintsOneLineThatSaysWhatToChange(string error, string advice, params string[] arguments)
    {
        var tool = new Tool();

        Assert.Equal(2, await tool.RunAsync(["explain", .. arguments]));

        Assert.StartsWith($"presignkit: {error}: ", tool.Console.Errors, StringComparison.Ordinal);
        Assert.Contains(advice, tool.Console.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", tool.Console.Everything, StringComparison.Ordinal);
    }

    /// <summary>
    /// The store has a different secret, and sees the path without the prefix. The secret is only named if the option says that the prefix
    /// is removed on purpose.
    /// </summary>
    [Theory]
    [InlineData("secret-key-wrong ", "--path-prefix-removed")]
    [InlineData("path-prefix-changed (proven)")]
    public async Task Explain_PathPrefixRemovedOption_ExcusesRemovedPrefix(string cause, params string[] option)
    {
        const string endpoint = "https://files.example.com/storage";
        var url = new UrlPresigner(
            BucketEndpoint.Create(endpoint, LocalStore
                .Bucket, BucketAddressing.Path, PathPrefixRule.RemovedByProxy), new(LocalStore.AccessKey, "the-secret-before-it-was-rotated"), "us-east-1")
            .Presign(new() { Method = "GET", Target = PresignTarget.ForObject("a.mp4"), SignedAt = Now, Lifetime = Hour });
        var query = url.Split('?')[1].Split("&X-Amz-Signature")[0].Replace("&", "&amp;", StringComparison.Ordinal);
        var answer = $"<Error><Code>SignatureDoesNotMatch</Code><CanonicalRequest>GET\n/media/a.mp4\n{query}\n"
            + "host:files.example.com\n\nhost\nUNSIGNED-PAYLOAD</CanonicalRequest></Error>";

        var (code, tool) = await ExplainAsync(answer, url, ["--status", "403", "--endpoint", endpoint, .. option]);

        Assert.Equal(1, code);
        Assert.StartsWith(cause, tool.Console.Printed, StringComparison.Ordinal);
    }

    /// <summary>Passes every kind of secret, and checks both output formats.</summary>
    [Theory]
    [InlineData("--json")]
    [InlineData("--no-color")]
    public async Task Explain_AnyFormat_PrintsNoSecretTokenOrSignature(string form)
    {
        const string token = "a-confidential-session-token";
        var url = SignedUrl.Of(store, "PUT", "a.mp4", Now.AddMinutes(-90), Hour, token: token, headers: new NameValue("Content-Type", "video/mp4"));
        var (status, answer) = await SendAsync("PUT", url, "body");
        var tool = new Tool { Console = LocalStore.Console() };
        tool.Console.Variables["AWS_SESSION_TOKEN"] = token;
        var file = await FileAsync(answer);

        await tool.RunAsync(
            "explain", url, "--status", status, "--error", file, "--method", "PUT", "--prove", "--issued-url", url + "0",
            "--header", $"Authorization: AWS4-HMAC-SHA256 Signature={SignedUrl.Signature(url)}", "--header", $"x-amz-security-token: {token}", form);

        Assert.NotEmpty(tool.Console.Printed);
        Assert.DoesNotContain(LocalStore.Secret, tool.Console.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain(token, tool.Console.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain(SignedUrl.Signature(url), tool.Console.Everything, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("https://[::1")]
    public async Task Explain_NotAUrl_SaysSo(string text)
    {
        var tool = new Tool();

        Assert.Equal(1, await tool.RunAsync("explain", text));

        Assert.StartsWith("url-malformed (proven)\n  The text is not a URL: ", tool.Console.Printed, StringComparison.Ordinal);
    }

    private static async Task<(int Code, Tool Tool)> ExplainAsync(string answer, string url, params string[] more)
    {
        var tool = new Tool();
        return (await tool.RunAsync(["explain", url, "--error", await FileAsync(answer), .. more]), tool);
    }

    private static async Task<string> FileAsync(string text)
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"answer-{Guid.NewGuid():N}.xml");
        await File.WriteAllTextAsync(file, text, Cancellation);
        return file;
    }

    private static async Task<(string Status, string Answer)> SendAsync(string method, string url, string? body = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(new(method), url);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        }

        using var response = await client.SendAsync(request, Cancellation);
        Assert.False(response.IsSuccessStatusCode);
        return (((int)response.StatusCode).ToString(CultureInfo.InvariantCulture), await response.Content.ReadAsStringAsync(Cancellation));
    }
}
