using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using PresignKit.LocalS3.Http;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Door;

/// <summary>What anybody can send to the store before a form's policy has been verified.</summary>
public sealed class FormDoorTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private const long Gigabyte = 1024 * 1024 * 1024;

    /// <summary>What the store drops before it closes the connection, and the buffers of the system on both sides.</summary>
    private const long MostThatBuffersHold = 64 * 1024 * 1024;

    private static readonly byte[] Hello = Encoding.ASCII.GetBytes("hello");

    /// <summary>Each of these once grew memory, or was read for as long as it came.</summary>
    [Theory]
    [InlineData("names of fields", "--b\r\nContent-Disposition: form-data; name=\"{0}\"\r\n\r\n\r\n", "MaxPostPreDataLengthExceeded")]
    [InlineData("many small fields", "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n", "MaxPostPreDataLengthExceeded")]
    [InlineData("headers of parts", "--b\r\nX-Long: {0}\r\n", "MalformedPOSTRequest")]
    [InlineData("number of headers", "--b\r\nA: 1\r\nB: 1\r\nC: 1\r\nD: 1\r\nE: 1\r\nF: 1\r\nG: 1\r\nH: 1\r\nI: 1\r\nJ: 1\r\nK: 1\r\n", "MalformedPOSTRequest")]
    [InlineData("text before the first part", "no boundary {0}\r\n", "MalformedPOSTRequest")]
    [InlineData("one line without an end", "{0}", "MalformedPOSTRequest")]
    [InlineData("an endless boundary", "--b{0}", "MalformedPOSTRequest")]
    public async Task Post_EndlessHead_IsRefusedAndTheConnectionEnds(string what, string repeated, string code)
    {
        var bodies = store.BodyCount();
        using var connection = await RawConnection.OpenAsync(store.Server.Endpoint);
        await connection.SendAsync(
            $"POST /media HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: {10 * Gigabyte}\r\n\r\n");

        var flood = connection.FloodAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, repeated, new string('n', 6 * 1024)), 10 * Gigabyte);
        var answer = await connection.ReadToEndAsync();
        var sent = await flood;

        Assert.True(sent < MostThatBuffersHold, $"{what}: {sent} bytes");
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains($"<Code>{code}</Code>", answer, StringComparison.Ordinal);
        Assert.Equal(bodies, store.BodyCount());
    }

    [Fact]
    public async Task Post_NamesAndValuesTogetherOver20Kilobytes_AreRefused()
    {
        var post = store.Sign.Post(new PostPolicy("door/names", TimeSpan.FromMinutes(5)));
        var fields = Enumerable.Range(0, 20).Select(i => new NameValue($"x-ignore-{i}-{new string('n', 600)}", new string('v', 600)));

        await (await store.Sign.SendFormAsync(post.Url, [.. post.Fields, .. fields], Hello)).RefusedAsync(400, "MaxPostPreDataLengthExceeded");
    }

    [Fact]
    public async Task Post_FieldsJustBelowTheLimit_AreAccepted()
    {
        var post = store.Sign.Post(new PostPolicy("door/below", TimeSpan.FromMinutes(5)));
        var used = post.Fields.Sum(field => field.Name.Length + field.Value.Length);
        var filler = new NameValue("x-ignore-a", new string('v', (20 * 1024) - used - "x-ignore-a".Length));

        var fits = await store.Sign.SendFormAsync(post.Url, [.. post.Fields, filler], Hello);
        var over = await store.Sign.SendFormAsync(post.Url, [.. post.Fields, filler with { Value = filler.Value + "v" }], Hello);

        Assert.Equal(HttpStatusCode.NoContent, fits.StatusCode);
        await over.RefusedAsync(400, "MaxPostPreDataLengthExceeded");
    }

    [Theory]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nhalf a val")]
    [InlineData("--b\r\nContent-Disposition: form-data; na")]
    [InlineData("--b\r")]
    [InlineData("")]
    public async Task Post_FormEndsBeforeItsFile_IsMalformed(string body)
    {
        using var content = new StringContent(body);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");

        var response = await store.Http.PostAsync($"{store.Server.Endpoint}/media", content, TestContext.Current.CancellationToken);

        await response.RefusedAsync(400, "MalformedPOSTRequest");
    }

    [Fact]
    public async Task Post_FieldsNamedXIgnore_AreAcceptedAndIgnored()
    {
        var post = store.Sign.Post(new PostPolicy("door/ignored", TimeSpan.FromMinutes(5)));

        var response = await store.Sign.SendFormAsync(
            post.Url, [.. post.Fields, new NameValue("x-ignore-filename", "a.txt"), new NameValue("X-Ignore-Utf8", "\u2713\r\n")], Hello);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("hello", await store.GetTextAsync("door/ignored"));
    }

    /// <summary>1,000 half-sent forms are answered and closed once their time is over, however slowly they go on.</summary>
    [Fact]
    public async Task Post_ThousandHalfForms_AreGoneAfterTheLimit()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var limits = new DoorLimits { FormTime = TimeSpan.FromSeconds(20), BodyPause = TimeSpan.FromDays(1), DataRateGrace = TimeSpan.FromDays(1) };
        await using var limited = await LimitedStore.StartAsync(limits, clock);
        var connections = new List<RawConnection>();
        for (var i = 0; i < 1_000; i++)
        {
            var connection = await RawConnection.OpenAsync(limited.Endpoint);
            connections.Add(connection);
            await connection.SendAsync(
                "POST /media HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000\r\n\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\na");
        }

        var answers = Task.WhenAll(connections.Select(connection => connection.ReadToEndAsync()));
        await clock.AdvanceUntilAsync(answers, limits.FormTime);

        // All connections have ended. Where the reset overtook the answer, because this machine is busy, there is none.
        Assert.Contains(await answers, answer => answer.Length > 0);
        Assert.All((await answers).Where(answer => answer.Length > 0), answer =>
        {
            Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
            Assert.Contains("Connection: close", answer, StringComparison.Ordinal);
            Assert.Contains("<Code>RequestTimeout</Code>", answer, StringComparison.Ordinal);
        });
        connections.ForEach(connection => connection.Dispose());
    }

    /// <summary>The time of the fields does not apply to the file, which may take as long as it moves.</summary>
    [Fact]
    public async Task Post_FileThatTakesLongerThanTheFields_IsStored()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var limits = new DoorLimits { FormTime = TimeSpan.FromSeconds(20), BodyPause = TimeSpan.FromDays(1), DataRateGrace = TimeSpan.FromDays(1) };
        await using var limited = await LimitedStore.StartAsync(limits, clock);
        var post = limited.Sign.Post(new PostPolicy("door/slow", TimeSpan.FromHours(1)));
        var head = string.Concat(post.Fields.Select(f => $"--b\r\nContent-Disposition: form-data; name=\"{f.Name}\"\r\n\r\n{f.Value}\r\n"))
            + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n";
        var tail = new string('x', 10_000) + "\r\n--b--\r\n";
        using var connection = await RawConnection.OpenAsync(limited.Endpoint);
        await connection.SendAsync("POST /media HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=b\r\n"
            + $"Content-Length: {head.Length + tail.Length}\r\n\r\n{head}{tail[..5_000]}");
        await limited.WaitForBodyAsync();

        for (var at = 5_000; at < tail.Length; at += 1_000)
        {
            clock.Advance(TimeSpan.FromSeconds(30));
            await connection.SendAsync(tail[at..Math.Min(at + 1_000, tail.Length)]);
        }

        Assert.StartsWith("HTTP/1.1 204", await connection.ReadToEndAsync(), StringComparison.Ordinal);
    }
}
