using System.Net;
using Amazon.S3.Model;
using PresignKit.S3.Tests.Fakes;
using PresignKit.SigV4;

namespace PresignKit.S3.Tests.Signing;

/// <summary>The attributes that a policy stores with objects are signed, given to the holder, stored, and cannot be changed by the holder.</summary>
public sealed class AttributeHeadersTests(PretendingLocalStore store) : IClassFixture<PretendingLocalStore>
{
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["Cache-Control"] = "max-age=60, private",
        ["Content-Disposition"] = "attachment",
        ["Content-Language"] = "de-CH",
        ["x-amz-meta-source"] = "web",
        ["x-amz-meta-title"] = "Summer 2026",
        ["x-amz-server-side-encryption"] = "AES256",
        ["x-amz-storage-class"] = "STANDARD",
        ["x-amz-tagging"] = "kind=video&project=A%20%2B%20B%2FC",
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenUploadSlot_Put_SignsAndReturnsEveryAttribute()
    {
        var slot = await SlotAsync(UploadTransport.Put);

        foreach (var (name, value) in Expected)
        {
            Assert.Equal(value, slot.Request!.Headers[name]);
        }

        var verified = VerifyPut(slot.Request!);
        Assert.True(verified.IsVerified);
        Assert.Superset(Expected.Keys.Select(name => name.ToLowerInvariant()).ToHashSet(), verified.SignedHeaders.ToHashSet());
    }

    [Fact]
    public async Task Put_AsIssued_StoresEveryAttribute()
    {
        var slot = await SlotAsync(UploadTransport.Put);

        Assert.Equal(HttpStatusCode.OK, await PutAsync(slot.Request!, slot.Request!.Headers));

        await AssertKeptAsync(slot.Key.Value);
    }

    [Fact]
    public async Task Put_AttributeOmitted_IsRefused()
    {
        var slot = await SlotAsync(UploadTransport.Put);
        foreach (var name in Expected.Keys)
        {
            Assert.Equal((name, HttpStatusCode.Forbidden), (name, await PutAsync(slot.Request!, slot.Request!.Headers.Where(h => h.Key != name))));
        }
    }

    [Fact]
    public async Task Put_AttributeChanged_IsRefused()
    {
        var slot = await SlotAsync(UploadTransport.Put);
        foreach (var name in Expected.Keys)
        {
            var changed = slot.Request!.Headers.Select(h => KeyValuePair.Create(h.Key, h.Key == name ? "other" : h.Value));
            Assert.Equal((name, HttpStatusCode.Forbidden), (name, await PutAsync(slot.Request!, changed)));
        }
    }

    [Fact]
    public async Task Put_FurtherMetadata_IsRefused()
    {
        var slot = await SlotAsync(UploadTransport.Put);

        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(slot.Request!, slot.Request!.Headers.Append(KeyValuePair.Create("x-amz-meta-more", "1"))));
    }

    [Fact]
    public async Task OpenUploadSlot_Post_BindsEveryAttributeExactly()
    {
        var form = (await SlotAsync(UploadTransport.Post)).Request!;
        NameValue[] fields = [.. form.RevealFields().Select(f => new NameValue(f.Key, f.Value))];

        foreach (var (name, value) in Expected.Where(e => e.Key != "x-amz-tagging"))
        {
            Assert.Equal(value, fields.Single(f => f.Name == name).Value);
        }

        Assert.Equal(
            "<Tagging><TagSet><Tag><Key>kind</Key><Value>video</Value></Tag><Tag><Key>project</Key><Value>A + B/C</Value></Tag></TagSet></Tagging>",
            fields.Single(f => f.Name == "tagging").Value);
        Assert.True(PostPolicyDocument.TryParse(fields.Single(f => f.Name == "policy").Value, out var document));
        var now = TimeProvider.System.GetUtcNow();
        Assert.Equal(PostPolicyFailure.None, document.Evaluate(LocalStore.Bucket, fields, "f.mp4", now).Failure);
        foreach (var name in Expected.Keys.Where(n => n != "x-amz-tagging").Append("tagging"))
        {
            Assert.NotEqual(PostPolicyFailure.None, document.Evaluate(LocalStore.Bucket, [.. fields.Where(f => f.Name != name)], "f.mp4", now).Failure);
            Assert.NotEqual(
                PostPolicyFailure.None,
                document.Evaluate(LocalStore.Bucket, [.. fields.Select(f => f.Name == name ? new NameValue(name, "other") : f)], "f.mp4", now).Failure);
        }
    }

    [Fact]
    public async Task Post_AsIssued_StoresEveryAttribute()
    {
        var slot = await SlotAsync(UploadTransport.Post);

        Assert.Equal(HttpStatusCode.Created, await PostAsync(slot.Request!.RevealUrl(), slot.Request.RevealFields()));

        await AssertKeptAsync(slot.Key.Value);
    }

    [Fact]
    public async Task Post_AttributeOmittedOrChanged_IsRefused()
    {
        var slot = await SlotAsync(UploadTransport.Post);
        var fields = slot.Request!.RevealFields();
        foreach (var name in Expected.Keys.Where(n => n != "x-amz-tagging").Append("tagging"))
        {
            Assert.Equal((name, HttpStatusCode.Forbidden), (name, await PostAsync(slot.Request.RevealUrl(), fields.Where(f => f.Key != name))));
            var changed = fields.Select(f => KeyValuePair.Create(f.Key, f.Key == name ? "other" : f.Value));
            Assert.Equal((name, HttpStatusCode.Forbidden), (name, await PostAsync(slot.Request.RevealUrl(), changed)));
        }
    }

    private async Task<UploadSlot> SlotAsync(UploadTransport transport)
    {
        // For attributes that LocalS3 accepts but does not claim: it accepts AES256 and STANDARD, but does not encrypt and has one storage class.
        var profile = TestApp.Direct(S3Profiles.Local) with { StoreManagedEncryption = Capability.Yes, Tags = Capability.Yes, StorageClasses = Capability.Yes };
        await using var services = store.Application(o => o.Profile = profile, presignKit => presignKit.AddVideoPolicy(policy =>
        {
            policy.Transport = transport;
            policy.CacheControl = "max-age=60, private";
            policy.ContentLanguage = "de-CH";
            policy.Disposition = DispositionType.Attachment;
            policy.Encryption = EncryptionRule.StoreManagedKey;
            policy.StorageClass = "STANDARD";
            policy.Tags["project"] = "A + B/C";
            policy.Tags["kind"] = "video";
            policy.Metadata["source"] = "web";
            policy.AllowedMetadata.Add("title");
        }));
        return await services.Issuer().OpenUploadSlotAsync(
            new()
            {
                Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = 5,
                Metadata = new Dictionary<string, string> { ["title"] = "Summer 2026" },
            },
            Cancellation);
    }

    private static SigV4Verification VerifyPut(PresignedUpload put)
    {
        var (host, target) = ClientRequest.Split(put.RevealUrl());
        List<NameValue> sent = [new("Host", host), new("Content-Length", "5"), .. put.Headers.Select(h => new NameValue(h.Key, h.Value))];
        var verifier = new SigV4Verifier(_ => new(LocalStore.AccessKey, LocalStore.Secret), LocalStore.Region);
        return verifier.VerifyPresignedUrl(new("PUT", target, sent), TimeProvider.System.GetUtcNow());
    }

    private async Task<HttpStatusCode> PutAsync(PresignedUpload put, IEnumerable<KeyValuePair<string, string>> headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, put.RevealUrl()) { Content = new ByteArrayContent("hello"u8.ToArray()) };
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await store.Http.SendAsync(request, Cancellation);
        return response.StatusCode;
    }

    private async Task<HttpStatusCode> PostAsync(string url, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), $"\"{name}\"");
        }

        form.Add(new ByteArrayContent("hello"u8.ToArray()), "\"file\"", "\"a.mp4\"");
        using var response = await store.Http.PostAsync(new Uri(url), form, Cancellation);
        return response.StatusCode;
    }

    private async Task AssertKeptAsync(string key)
    {
        var kept = await store.Client.GetObjectMetadataAsync(LocalStore.Bucket, key, Cancellation);
        Assert.Equal("max-age=60, private", kept.Headers.CacheControl);
        Assert.Equal("attachment", kept.Headers.ContentDisposition);
        Assert.Equal("de-CH", kept.Headers["Content-Language"]);
        Assert.Equal("Summer 2026", kept.Metadata["title"]);
        Assert.Equal("web", kept.Metadata["source"]);
        Assert.Equal("AES256", kept.ServerSideEncryptionMethod?.Value);
        var tags = await store.Client.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = LocalStore.Bucket, Key = key }, Cancellation);
        Assert.Equal([("kind", "video"), ("project", "A + B/C")], tags.Tagging.Select(t => (t.Key, t.Value)).Order());
    }
}
