using System.Text;
using PresignKit.Conformance.Stores;

namespace PresignKit.Conformance.Suites;

/// <summary>Form upload slots: key, type, and size as signed, and no additional field.</summary>
public abstract class FormConformance(ConformanceStore store)
{
    private static readonly byte[] Body = Browser.Bytes("not really a video");

    [Fact]
    public async Task Post_AsSigned_StoresTypeAndBytes()
    {
        var slot = await OpenAsync();

        await Browser.AssertStoredAsync(await store.PostAsync(slot.Request!, Body));

        await store.AssertHoldsAsync(slot.Key, Body);
        Assert.Equal("video/mp4", (await store.Objects.FindAsync(slot.Key, TestContext.Current.CancellationToken))!.ContentType);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(-1)]
    public async Task Post_OtherSize_IsRefused(int more)
    {
        var slot = await OpenAsync();

        await Browser.AssertRefusedAsync(await store.PostAsync(slot.Request!, new byte[Body.Length + more]));

        await store.AssertNothingAsync(slot.Key);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    [InlineData(100_000, false)]
    public async Task Post_UnknownSize_IsLimitedByTheStore(int size, bool accepted)
    {
        store.Require(p => p.FormUpload, "form uploads");
        var slot = await store.Issuer.OpenUnknownAsync(Browser.Form, maximum: 100);
        var body = new byte[size];

        var answer = await store.PostAsync(slot.Request!, body);

        if (accepted)
        {
            await Browser.AssertStoredAsync(answer);
            await store.AssertHoldsAsync(slot.Key, body);
        }
        else
        {
            await Browser.AssertRefusedAsync(answer);
            await store.AssertNothingAsync(slot.Key);
        }
    }

    [Fact]
    public Task Post_OtherContentType_IsRefused() => AssertRefusedWithAsync(Changed("Content-Type", "text/html"));

    [Fact]
    public Task Post_AnyFieldMissing_IsRefused() => AssertRefusedWithAsync(
        fields => fields.Select((_, i) => fields.Where((_, at) => at != i)).ToArray());

    [Theory]
    [InlineData("acl", "public-read")]
    [InlineData("x-amz-meta-note", "unsigned")]
    [InlineData("x-amz-website-redirect-location", "https://example.com/")]
    [InlineData("tagging", "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>")]
    public Task Post_AdditionalField_IsRefused(string name, string value) =>
        AssertRefusedWithAsync(fields => [fields.Append(new(name, value))]);

    [Fact]
    public async Task Post_OtherKey_IsRefusedAndReachesNoOtherObject()
    {
        var secret = Browser.Bytes("another user's object");
        var other = await store.StoreAsync(secret);

        await AssertRefusedWithAsync(Changed("key", other.Value));

        await store.AssertHoldsAsync(other, secret);
    }

    [Fact]
    public Task Post_PolicyChanged_IsRefused() => AssertRefusedWithAsync(fields =>
    {
        var policy = fields.Single(f => f.Key == "policy").Value;
        var wider = Encoding.UTF8.GetString(Convert.FromBase64String(policy)).Replace("video/mp4", "text/html", StringComparison.Ordinal);
        return [fields.Select(f => f.Key switch
        {
            "policy" => new(f.Key, Convert.ToBase64String(Encoding.UTF8.GetBytes(wider))),
            "Content-Type" => new(f.Key, "text/html"),
            _ => f,
        })];
    });

    [Fact]
    public async Task Post_Expired_IsRefused()
    {
        store.Require(p => p.FormUpload, "form uploads");
        var slot = await store.IssuerAt(TimeProvider.System.GetUtcNow().AddHours(-1)).OpenAsync(Browser.Form, Body);

        await Browser.AssertRefusedAsync(await store.PostAsync(slot.Request!, Body));

        await store.AssertNothingAsync(slot.Key);
    }

    [Fact]
    public async Task Post_ChecksumOfAnotherBody_IsRefusedIfProfileSaysYes()
    {
        store.Require(p => p.FormUpload, "form uploads");
        var slot = await store.Issuer.OpenAsync(Browser.Form, Body, Browser.Sha256(Body));

        // The holder also says in a header what the other file's checksum is: Ceph 20 takes that instead of the field.
        var other = new byte[Body.Length];
        var answer = await store.PostAsync(
            slot.Request!, other, change: request => request.Headers.TryAddWithoutValidation("x-amz-checksum-sha256", Browser.Sha256(other)));
        if (await store.RefusesAsync(p => p.FormChecksum, "to verify a checksum", answer))
        {
            await store.AssertNothingAsync(slot.Key);
        }

        await Browser.AssertStoredAsync(await store.PostAsync(slot.Request!, Body));
    }

    private static Func<IReadOnlyList<KeyValuePair<string, string>>, IEnumerable<KeyValuePair<string, string>>[]> Changed(string name, string value) =>
        fields => [fields.Select(f => f.Key == name ? new(name, value) : f)];

    private async Task AssertRefusedWithAsync(
        Func<IReadOnlyList<KeyValuePair<string, string>>, IEnumerable<KeyValuePair<string, string>>[]> change)
    {
        var slot = await OpenAsync();
        var variants = change(slot.Request!.RevealFields());
        Assert.NotEmpty(variants);
        foreach (var fields in variants)
        {
            await Browser.AssertRefusedAsync(await store.PostAsync(slot.Request, Body, fields));
        }

        await store.AssertNothingAsync(slot.Key);
    }

    private Task<UploadSlot> OpenAsync()
    {
        store.Require(p => p.FormUpload, "form uploads");
        return store.Issuer.OpenAsync(Browser.Form, Body);
    }
}
