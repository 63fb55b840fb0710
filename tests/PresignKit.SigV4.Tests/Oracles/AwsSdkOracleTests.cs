using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using CsCheck;
using PresignKit.SigV4.Tests.Suites;

namespace PresignKit.SigV4.Tests.Oracles;

/// <summary>
/// AWSSDK.S3 as a second oracle for random keys. Its time of signing cannot be set, so time and lifetime are read from its URL and
/// signed again. The generators avoid its known faults: in path style, it drops the first slash of a key; http must be chosen in the
/// request; and response overrides with line breaks are not generated.
/// </summary>
public class AwsSdkOracleTests
{
    // No leading slash: in path style, the SDK signs a different object.
    private static readonly Gen<string> Keys = Generators.Key.Where(key => key[0] != '/');

    // The SDK does not encode upload IDs, so its URL would not be valid with any other characters.
    private static readonly Gen<string> UploadIds =
        Gen.Char["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"].Array[1, 150].Select(id => new string(id));

    [Theory]
    [InlineData("https://s3.eu-central-1.amazonaws.com", BucketAddressing.Path, null)]
    [InlineData("https://s3.eu-central-1.amazonaws.com", BucketAddressing.VirtualHost, "FwoGZXIvYXdzEXAMPLE//tok+en==")]
    [InlineData("http://localhost:9000", BucketAddressing.Path, null)]
    public void Presign_RandomKey_HasTheSignatureOfAwsSdk(string endpoint, BucketAddressing addressing, string? token)
    {
        AWSCredentials theirCredentials = token is null
            ? new BasicAWSCredentials("AKIDEXAMPLE", "secretsecretsecret")
            : new SessionAWSCredentials("AKIDEXAMPLE", "secretsecretsecret", token);
        using var client = new AmazonS3Client(theirCredentials, new AmazonS3Config
        {
            ServiceURL = endpoint,
            AuthenticationRegion = "eu-central-1",
            ForcePathStyle = addressing == BucketAddressing.Path,
        });
        var presigner = new UrlPresigner(
            BucketEndpoint.Create(endpoint, "media-bucket", addressing), new SigV4Credentials("AKIDEXAMPLE", "secretsecretsecret", token), "eu-central-1");

        Gen.Select(Keys, Gen.OneOf(HttpVerb.GET, HttpVerb.PUT, HttpVerb.DELETE, HttpVerb.HEAD), Gen.Int[60, 86_400], Generators.HeaderValue)
            .Sample((key, verb, seconds, disposition) =>
            {
                var theirRequest = new GetPreSignedUrlRequest
                {
                    BucketName = "media-bucket",
                    Key = key,
                    Verb = verb,
                    Expires = DateTime.UtcNow.AddSeconds(seconds),
                    Protocol = endpoint.StartsWith("https", StringComparison.Ordinal) ? Protocol.HTTPS : Protocol.HTTP,
                };
                if (verb == HttpVerb.GET && disposition.Length > 0)
                {
                    theirRequest.ResponseHeaderOverrides.ContentDisposition = disposition;
                }

                var theirs = new WireRequest(verb.ToString(), Golden.TargetOf(client.GetPreSignedURL(theirRequest)), []);
                string Theirs(string name) => theirs.Query.Single(p => p.Name == name).Value;

                var ours = new WireRequest(verb.ToString(), Golden.TargetOf(presigner.Presign(new PresignRequest
                {
                    Method = verb.ToString(),
                    Target = PresignTarget.ForObject(key),
                    SignedAt = Golden.ParseDate(Theirs("X-Amz-Date")),
                    Lifetime = TimeSpan.FromSeconds(int.Parse(Theirs("X-Amz-Expires"), null)),
                    Query = theirs.Query.Where(p => AuthName(p.Name) is null).ToArray(),
                })), []);

                Assert.Equal(theirs.Path, ours.Path);
                Assert.Equal(theirs.Query.Select(p => (p.Name, p.Value)).Order(), ours.Query.Select(p => (p.Name, p.Value)).Order());
            }, iter: 2_000);
    }

    /// <summary>AWSSDK.S3 signs the length of a part if it is a header of the request.</summary>
    [Theory]
    [InlineData("https://s3.eu-central-1.amazonaws.com", BucketAddressing.Path, null)]
    [InlineData("https://s3.eu-central-1.amazonaws.com", BucketAddressing.VirtualHost, "FwoGZXIvYXdzEXAMPLE//tok+en==")]
    [InlineData("http://localhost:9000", BucketAddressing.Path, null)]
    public void Presign_PartsOfARandomUpload_HaveTheSignaturesOfAwsSdk(string endpoint, BucketAddressing addressing, string? token)
    {
        AWSCredentials theirCredentials = token is null
            ? new BasicAWSCredentials("AKIDEXAMPLE", "secretsecretsecret")
            : new SessionAWSCredentials("AKIDEXAMPLE", "secretsecretsecret", token);
        using var client = new AmazonS3Client(theirCredentials, new AmazonS3Config
        {
            ServiceURL = endpoint,
            AuthenticationRegion = "eu-central-1",
            ForcePathStyle = addressing == BucketAddressing.Path,
        });
        var presigner = new UrlPresigner(
            BucketEndpoint.Create(endpoint, "media-bucket", addressing), new SigV4Credentials("AKIDEXAMPLE", "secretsecretsecret", token), "eu-central-1");

        Gen.Select(Keys, UploadIds, Gen.Long[1, 5L << 30], Gen.Int[1, 10_000], Gen.Int[1, 10_000].Array[2, 6], Gen.Int[60, 86_400])
            .Sample((key, uploadId, partSize, count, picks, seconds) =>
            {
                var size = ((count - 1) * partSize) + Math.Min(partSize, picks[0]);
                int[] numbers = [.. picks.Select(pick => 1 + (pick % count)), count];
                var ours = new Dictionary<(string Date, string Seconds), string[]>();
                for (var i = 0; i < numbers.Length; i++)
                {
                    var theirRequest = new GetPreSignedUrlRequest
                    {
                        BucketName = "media-bucket",
                        Key = key,
                        Verb = HttpVerb.PUT,
                        UploadId = uploadId,
                        PartNumber = numbers[i],
                        Expires = DateTime.UtcNow.AddSeconds(seconds),
                        Protocol = endpoint.StartsWith("https", StringComparison.Ordinal) ? Protocol.HTTPS : Protocol.HTTP,
                    };
                    theirRequest.Headers.ContentLength = Math.Min(partSize, size - ((numbers[i] - 1) * partSize));
                    var theirs = new WireRequest("PUT", Golden.TargetOf(client.GetPreSignedURL(theirRequest)), []);
                    string Theirs(string name) => theirs.Query.Single(p => p.Name == name).Value;

                    var moment = (Theirs("X-Amz-Date"), Theirs("X-Amz-Expires"));
                    if (!ours.TryGetValue(moment, out var urls))
                    {
                        ours.Add(moment, urls = new string[numbers.Length]);
                        presigner.Presign(
                            new PresignPartBatch
                            {
                                Key = key,
                                UploadId = uploadId,
                                ObjectSize = size,
                                PartSize = partSize,
                                SignedAt = Golden.ParseDate(moment.Item1),
                                Lifetime = TimeSpan.FromSeconds(int.Parse(moment.Item2, null)),
                            },
                            numbers,
                            urls);
                    }

                    var one = new WireRequest("PUT", Golden.TargetOf(urls[i]), []);
                    Assert.Equal(theirs.Path, one.Path);
                    Assert.Equal(theirs.Query.Select(p => (p.Name, p.Value)).Order(), one.Query.Select(p => (p.Name, p.Value)).Order());
                }
            }, iter: 300);
    }

    private static string? AuthName(string name) => Canonical.AuthParameters.Match(name);
}
