using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Conformance.Stores;
using PresignKit.SigV4;

namespace PresignKit.Conformance.Ceph.Facts;

/// <summary>Headers that nobody signed (CVE-2026-54330).</summary>
public abstract class CephUnsignedHeaderFacts(CephStores ceph) : CephFacts(ceph)
{
    private const string StorageClass = "x-amz-storage-class";

    private static readonly NameValue[] Type = [new("Content-Type", "video/mp4")];

    public static TheoryData<string, string> Directives => new()
    {
        { "x-amz-acl", "public-read" },
        { "x-amz-grant-read", "uri=\"http://acs.amazonaws.com/groups/global/AllUsers\"" },
        { "x-amz-tagging", "a=b" },
        { "x-amz-website-redirect-location", "https://example.com/" },
        { "x-amz-meta-note", "unsigned" },
        { StorageClass, "STANDARD_IA" },
    };

    [Theory]
    [MemberData(nameof(Directives))]
    public async Task Put_UnsignedHeader_IsRefusedOrTakesEffect(string name, string value)
    {
        var key = NewKey();

        var answer = await SendAsync(Sign("PUT", key, Body, Type).With(name, value));

        Release.Expect(Release.UnsignedHeader, answer.Status, answer.Text);
        if (answer.Status == 200)
        {
            await AssertEffectAsync(key, name, value);
        }
        else
        {
            await Store.AssertNothingAsync(new(key));
        }
    }

    [Fact]
    public async Task Put_UnsignedCopy_IsRefusedOrReadsAnotherObject()
    {
        var (secret, key) = (NewKey(), NewKey());
        Assert.Equal(200, (await PutAsync(secret, OtherBody, Type)).Status);

        var answer = await SendAsync(Sign("PUT", key, Body, Type).With("x-amz-copy-source", $"/{Store.Container}/{secret}"));

        Release.Expect(Release.UnsignedHeader, answer.Status, answer.Text);
        if (answer.Status == 200)
        {
            Assert.Equal(OtherBody, await ReadAsync(key));
        }
    }

    [Theory]
    [MemberData(nameof(Directives))]
    public async Task Part_UnsignedHeader_IsRefusedOrIgnored(string name, string value)
    {
        await using var upload = await PartUpload.BeginAsync(Store);

        var answer = await FactAnswer.OfAsync(await upload.SendAsync(
            upload.Sign(1, Body.Length), Body, request => request.Headers.TryAddWithoutValidation(name, value)));

        // As on Amazon, a part cannot have an ACL of its own.
        Release.Expect(Release.UnsignedHeader, answer.Status, answer.Text);
    }

    [Theory]
    [MemberData(nameof(Directives))]
    public async Task Put_UnsignedHeaderBesideAuthorization_IsRefusedOrTakesEffect(string name, string value)
    {
        var key = NewKey();
        var options = Store.Options();
        var url = new Uri($"{options.Endpoint}/{Store.Container}/{key}");
        var signer = new HeaderSigner(new(options.AccessKeyId!, options.SecretAccessKey!), Store.Region);
        var now = TimeProvider.System.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Put, url) { Content = new ByteArrayContent(Body) };
        NameValue[] signed =
        [
            new("host", url.Authority), new("x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
            new("x-amz-date", now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture)),
        ];
        foreach (var header in signed[1..])
        {
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        request.Headers.TryAddWithoutValidation("Authorization", signer.Sign("PUT", url.AbsolutePath, [], signed, "UNSIGNED-PAYLOAD", now));
        request.Headers.TryAddWithoutValidation(name, value);

        var answer = await SendAsync(request);

        Release.Expect(Release.UnsignedHeaderBesideAuthorization, answer.Status, answer.Text);
    }

    /// <summary>
    /// A form is hardly affected: no version refuses unsigned headers beside it, and all ignore them, except for the storage class of the form's own
    /// object. The copy that completion keeps does not have it.
    /// </summary>
    [Theory]
    [MemberData(nameof(Directives))]
    public async Task Form_UnsignedHeader_IsIgnored(string name, string value)
    {
        var slot = await Store.Issuer.OpenAsync(Browser.Form, Body);

        await Browser.AssertStoredAsync(await Store.PostAsync(
            slot.Request!, Body, change: request => request.Headers.TryAddWithoutValidation(name, value)));

        var stored = await StoredObject.ReadAsync(Store, slot.Key.Value);
        Assert.DoesNotContain(stored.Metadata, entry => entry.StartsWith("note=", StringComparison.Ordinal));
        Assert.Empty(stored.Tags);
        Assert.Equal(name == StorageClass ? value : null, stored.StorageClass);
        await Store.AssertNotPublicAsync((await Store.Issuer.IssueDownloadUrlAsync(slot.Key, cancellationToken: Cancellation)).RevealUrl());
    }

    [Fact]
    public async Task Form_UnsignedStorageClass_IsNotInTheAcceptedCopy()
    {
        await using var application = Store.CreateApplication(kit => kit.AddUploadPolicy("form", policy =>
        {
            policy.AllowedContentTypes.Add("video/mp4");
            (policy.MaximumSize, policy.Key, policy.Transport) = (1000, "conformance/{id}{ext}", UploadTransport.Post);
        }));
        var slot = await application.GetRequiredService<IPresignedUrlIssuer>().OpenAsync("form", StoredObject.Video);
        await Browser.AssertStoredAsync(await Store.PostAsync(
            slot.Request!, StoredObject.Video, change: request => request.Headers.TryAddWithoutValidation(StorageClass, "STANDARD_IA")));

        var found = await application.GetRequiredService<IUploadVerifier>().VerifyAsync(slot.Declaration, Cancellation);

        Assert.True(found.IsVerified, $"{found.Outcome}");
        Assert.Null((await StoredObject.ReadAsync(Store, found.Key.Value)).StorageClass);
    }

    /// <summary>If it takes effect, the backend cannot read the upload: completion fails, and nothing is accepted. The backend can delete it.</summary>
    [Fact]
    public async Task Form_UnsignedCustomerKey_IsIgnoredOrMakesUploadUnreadable()
    {
        var slot = await Store.Issuer.OpenAsync(Browser.Form, Body);
        var key = System.Security.Cryptography.SHA256.HashData(Body);

        await Browser.AssertStoredAsync(await Store.PostAsync(slot.Request!, Body, change: request =>
        {
            request.Headers.TryAddWithoutValidation("x-amz-server-side-encryption-customer-algorithm", "AES256");
            request.Headers.TryAddWithoutValidation("x-amz-server-side-encryption-customer-key", Convert.ToBase64String(key));
            request.Headers.TryAddWithoutValidation("x-amz-server-side-encryption-customer-key-md5", Browser.MD5(key));
        }));

        if (Release.FormTakesCustomerKey)
        {
            await Assert.ThrowsAsync<StoreException>(async () => await Store.Objects.FindAsync(slot.Key, Cancellation));
            await Store.Objects.DeleteAsync(slot.Key, Cancellation);
        }
        else
        {
            await Store.AssertHoldsAsync(slot.Key, Body);
        }
    }

    /// <summary>What curl, fetch, and most HTTP libraries do with a URL that signs only the host.</summary>
    [Theory]
    [InlineData("PUT", "video/mp4")]
    [InlineData("PUT", "application/x-www-form-urlencoded")]
    [InlineData("part", "video/mp4")]
    public async Task Upload_UnsignedContentType_IsRefusedOrAccepted(string kind, string type)
    {
        await using var upload = await PartUpload.BeginAsync(Store);
        var answer = kind == "part"
            ? await FactAnswer.OfAsync(await upload.SendAsync(
                upload.Sign(1, Body.Length), Body, request => request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(type)))
            : await SendAsync(Sign("PUT", NewKey(), Body, []).With("Content-Type", type));

        Release.Expect(Release.UnsignedContentType, answer.Status, answer.Text);
    }

    /// <summary>Downloads are requests without a body, so they have no Content-Type; a player's other headers need no signature.</summary>
    [Fact]
    public async Task Get_UnsignedOrdinaryHeaders_AreAccepted()
    {
        var key = NewKey();
        Assert.Equal(200, (await PutAsync(key, Body, Type)).Status);
        var get = Sign("GET", key, null, []).With("Range", "bytes=0-3").With("Accept", "video/*").With("If-None-Match", "\"other\"");

        Assert.Equal(206, (await SendAsync(get)).Status);
    }

    private async Task AssertEffectAsync(string key, string name, string value)
    {
        var stored = await StoredObject.ReadAsync(Store, key);
        switch (name)
        {
            case "x-amz-tagging":
                Assert.Equal([value], stored.Tags);
                break;
            case "x-amz-meta-note":
                Assert.Equal([$"note={value}"], stored.Metadata);
                break;
            case "x-amz-storage-class":
                Assert.Equal(value, stored.StorageClass);
                break;
            case "x-amz-website-redirect-location":
                using (var owner = Store.CreateClient())
                {
                    Assert.Equal(value, (await owner.GetObjectMetadataAsync(Store.Container, key, Cancellation)).WebsiteRedirectLocation);
                }

                break;
            default:
                await Browser.AssertStoredAsync(await Store.GetPubliclyAsync(Sign("GET", key, null, []).Url));
                break;
        }
    }
}
