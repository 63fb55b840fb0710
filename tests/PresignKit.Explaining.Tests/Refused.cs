using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using PresignKit.SigV4;

namespace PresignKit.Explaining.Tests;

/// <summary>A signed URL and its refusals.</summary>
internal static class Refused
{
    public const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    public const string Token = "FQoGZXIvYXdzEBYaD/a+token/with==signs";

    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static readonly SigV4Credentials Static = new("AKIDEXAMPLE", Secret);

    public static readonly SigV4Credentials Temporary = new("ASIAEXAMPLE", Secret, Token);

    public static string Get(
        SigV4Credentials? credentials = null,
        string key = "a/video.mp4",
        string endpoint = "https://s3.eu-central-1.amazonaws.com",
        string region = "eu-central-1",
        int seconds = 300) =>
        new UrlPresigner(BucketEndpoint.Create(endpoint, "media", BucketAddressing.Path), credentials ?? Static, region).Presign(new()
        {
            Method = "GET", Target = PresignTarget.ForObject(key), SignedAt = Now, Lifetime = TimeSpan.FromSeconds(seconds),
        });

    public static string Put(params NameValue[] headers) =>
        new UrlPresigner(BucketEndpoint.Create("https://files.example.com", "media", BucketAddressing.Path), Static, "eu-central-1").Presign(new()
        {
            Method = "PUT", Target = PresignTarget.ForObject("a/video.mp4"), SignedAt = Now, Lifetime = TimeSpan.FromMinutes(5), Headers = headers,
        });

    public static string Signature(string url) => url.Split("X-Amz-Signature=")[1].Split('&')[0];

    public static string Error(string code, string message = "", params (string Name, string Value)[] fields) =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message>"
        + string.Concat(fields.Select(f => string.Create(CultureInfo.InvariantCulture, $"<{f.Name}>{f.Value}</{f.Name}>")))
        + "<RequestId>1</RequestId></Error>";

    public static RefusalExplanation Explain(S3Refusal refusal, DateTimeOffset? now = null) =>
        new S3RefusalExplainer(new FakeTimeProvider(now ?? Now.AddMinutes(1))).Explain(refusal);
}
