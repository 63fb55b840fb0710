using PresignKit.SigV4;

namespace PresignKit.Conformance.Ceph.Facts;

/// <summary>What requests say about the bucket: who pays for it, and whose it must be.</summary>
public abstract class CephBucketOwnerFacts(CephStores ceph) : CephFacts(ceph)
{
    private const string Paying = "facts-payer";

    private static readonly NameValue[] Payer = [new("x-amz-request-payer", "requester")];
    private static readonly NameValue[] OtherOwner = [new("x-amz-expected-bucket-owner", "999999999999")];

    /// <summary>
    /// Ceph 20 compares a header, but with the owner's user ID, which has no 12 digits. No version looks into the query, where URLs have it, so the setting is
    /// refused at start.
    /// </summary>
    [Fact]
    public async Task Get_OtherExpectedOwnerInQuery_IsIgnored()
    {
        var key = NewKey();
        Assert.Equal(200, (await PutAsync(key, Body, [])).Status);

        Assert.Equal(200, (await SendAsync(Sign("GET", key, null, [], query: OtherOwner))).Status);
        TestContext.Current.TestOutputHelper?.WriteLine($"As a header: {(await SendAsync(Sign("GET", key, null, OtherOwner))).Status}.");
    }

    /// <summary>The owner of the bucket never has to agree, as on Amazon.</summary>
    [Fact]
    public async Task Get_RequesterPaysBucket_NeedsTheAgreement()
    {
        var key = await PrepareAsync();

        var without = await SendAsync(Other("GET", key, []));
        var inQuery = await SendAsync(Other("GET", key, Payer));
        var inHeader = await SendAsync(Other("GET", key, [], Payer));
        var owner = await SendAsync(Sign("GET", key, null, [], Paying));

        Assert.Equal((403, 200, 200, 200), (without.Status, inQuery.Status, inHeader.Status, owner.Status));
    }

    [Fact]
    public async Task Put_RequesterPaysBucket_NeedsTheAgreementOnlyWhereExpected()
    {
        await PrepareAsync();

        var without = await SendAsync(Other("PUT", NewKey(), []));
        var inQuery = await SendAsync(Other("PUT", NewKey(), Payer));

        Release.Expect(Release.PutWithoutAgreementToPay, without.Status, without.Text);
        Assert.Equal(200, inQuery.Status);
    }

    private async Task<string> PrepareAsync()
    {
        using var owner = Store.CreateClient();
        await owner.PutBucketAsync(Paying, Cancellation);
        await owner.PutBucketPolicyAsync(
            new()
            {
                BucketName = Paying,
                Policy = $$"""
                    { "Version": "2012-10-17", "Statement": [
                      { "Effect": "Allow", "Principal": { "AWS": ["arn:aws:iam:::user/other"] }, "Action": ["s3:GetObject", "s3:PutObject"],
                        "Resource": ["arn:aws:s3:::{{Paying}}/*"] } ] }
                    """,
            },
            Cancellation);
        await owner.PutBucketRequestPaymentAsync(
            new() { BucketName = Paying, RequestPaymentConfiguration = new() { Payer = "Requester" } }, Cancellation);
        var key = NewKey();
        Assert.Equal(200, (await PutAsync(key, Body, [], Paying)).Status);
        return key;
    }

    private PresignKit.Conformance.Suites.Refusals.RequestAttempt Other(string method, string key, NameValue[] query, NameValue[]? headers = null)
    {
        var presigner = new UrlPresigner(
            BucketEndpoint.Create(Store.Options().Endpoint!, Paying, BucketAddressing.Path), new(Store.OtherAccessKey, Store.OtherSecret), Store.Region);
        var url = presigner.Presign(new()
        {
            Method = method,
            Target = PresignTarget.ForObject(key),
            SignedAt = TimeProvider.System.GetUtcNow(),
            Lifetime = TimeSpan.FromMinutes(5),
            Headers = headers,
            Query = query,
        });
        return new(method, url, headers ?? [], method == "PUT" ? Body : null);
    }
}
