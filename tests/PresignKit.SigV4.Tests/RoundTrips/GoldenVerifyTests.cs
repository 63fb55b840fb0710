using PresignKit.SigV4.Tests.Suites;

namespace PresignKit.SigV4.Tests.RoundTrips;

/// <summary>Every golden URL verifies, but no longer after any change that has a meaning.</summary>
public class GoldenVerifyTests
{
    public static IEnumerable<TheoryDataRow<string>> Ids => Golden.Ids;

    public static IEnumerable<TheoryDataRow<string>> IdsWithOtherUrls => Golden.Ids.Where(row => Golden.Get(row.Data).OtherUrls is { Count: > 0 });

    [Fact]
    public void File_Always_ContainsTwentyVectorsWithOtherUrls() => Assert.Equal(20, IdsWithOtherUrls.Count());

    [Theory]
    [MemberData(nameof(Ids))]
    public void VerifyPresignedUrl_GoldenUrl_IsVerifiedUntilItExpires(string id)
    {
        var vector = Golden.Get(id);
        var (date, verifier) = (vector.Input.Date(), vector.Input.Verifier());

        foreach (var url in Urls(vector))
        {
            var request = vector.Receive(url);
            var verification = verifier.VerifyPresignedUrl(request, date);
            Assert.Equal(SigV4Failure.None, verification.Failure);
            Assert.Equal(vector.Input.AccessKeyId, verification.AccessKeyId);
            Assert.Equal(vector.Expected.SignedHeaders, string.Join(';', verification.SignedHeaders));
            Assert.Equal(PayloadMode.UnsignedPayload, verification.PayloadMode);
            if (vector.Expected.CanonicalRequest is not null)
            {
                Assert.Equal(vector.Expected.CanonicalRequest, verification.CanonicalRequest);
            }

            AssertLeadsToTheKey(vector.Input, request);

            Assert.Equal(SigV4Failure.None, verifier.VerifyPresignedUrl(request, date.AddSeconds(vector.Input.Expires).AddTicks(-1)).Failure);
            Assert.Equal(SigV4Failure.Expired, verifier.VerifyPresignedUrl(request, date.AddSeconds(vector.Input.Expires)).Failure);
            Assert.Equal(SigV4Failure.None, verifier.VerifyPresignedUrl(request, date.AddMinutes(-15)).Failure);
            Assert.Equal(SigV4Failure.NotYetValid, verifier.VerifyPresignedUrl(request, date.AddMinutes(-15).AddTicks(-1)).Failure);
        }
    }

    [Theory]
    [MemberData(nameof(IdsWithOtherUrls))]
    public void VerifyPresignedUrl_OtherUrls_AreVerifiedUnlessTheirMeaningDiffers(string id)
    {
        var vector = Golden.Get(id);
        Assert.NotEmpty(vector.OtherUrls!);
        foreach (var other in vector.OtherUrls!)
        {
            // One library does not encode uploadId and versionId in the URL. A plus sign then means a space, which was not signed.
            var verification = vector.Input.Verifier().VerifyPresignedUrl(vector.Receive(other.Url), vector.Input.Date());
            var query = other.Url[other.Url.IndexOf('?', StringComparison.Ordinal)..];
            Assert.Equal(query.Contains('+', StringComparison.Ordinal) ? SigV4Failure.SignatureMismatch : SigV4Failure.None, verification.Failure);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void VerifyPresignedUrl_ChangedGoldenUrl_IsRefused(string id)
    {
        var vector = Golden.Get(id);
        var (date, verifier) = (vector.Input.Date(), vector.Input.Verifier());
        var mutations = Mutations.Of(vector.Receive(vector.Input.Presigner().Presign(vector.Input.Request()))).ToList();

        Assert.True(mutations.Count > 60, $"only {mutations.Count} mutations");
        foreach (var (change, request) in mutations)
        {
            Assert.False(verifier.VerifyPresignedUrl(request, date).IsVerified, $"{id} verified after: {change}");
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void VerifyPresignedUrl_OtherVerifier_RefusesGoldenUrl(string id)
    {
        var vector = Golden.Get(id);
        var input = vector.Input;
        var request = vector.Receive(input.Presigner().Presign(input.Request()));

        SigV4Failure With(SigV4Credentials? credentials, string region = "", string service = "s3") =>
            new SigV4Verifier(_ => credentials, region.Length > 0 ? region : input.Region, service).VerifyPresignedUrl(request, input.Date()).Failure;

        Assert.Equal(SigV4Failure.None, With(input.Credentials()));
        Assert.Equal(SigV4Failure.UnknownAccessKey, With(null));
        Assert.Equal(SigV4Failure.SignatureMismatch, With(new SigV4Credentials(input.AccessKeyId, input.SecretAccessKey + "x", input.SessionToken)));
        Assert.Equal(
            SigV4Failure.TokenMismatch,
            With(new SigV4Credentials(input.AccessKeyId, input.SecretAccessKey, input.SessionToken is null ? "token" : null)));
        Assert.Equal(SigV4Failure.TokenMismatch, With(new SigV4Credentials(input.AccessKeyId, input.SecretAccessKey, input.SessionToken + "x")));
        Assert.Equal(SigV4Failure.WrongScope, With(input.Credentials(), region: "elsewhere-1"));
        Assert.Equal(SigV4Failure.WrongScope, With(input.Credentials(), service: "sts"));
    }

    private static IEnumerable<string> Urls(GoldenVector vector)
    {
        yield return vector.Input.Presigner().Presign(vector.Input.Request());
        if (vector.Expected.Url is { } theirs)
        {
            yield return theirs;
        }
    }

    // The store uses the decoded path: it must consist of the bucket and the key that were signed, whatever the key contains.
    private static void AssertLeadsToTheKey(GoldenInput input, WireRequest request)
    {
        var bucketPath = input.BucketEndpoint().BucketPath;
        var expected = input.Key.Length > 0 || input.BucketSlash == true || bucketPath.Length == 0 ? $"{bucketPath}/{input.Key}" : bucketPath;
        Assert.Equal(expected, request.Path);
    }
}
