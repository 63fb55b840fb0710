using Microsoft.Extensions.DependencyInjection;
using PresignKit.Conformance.Stores;

namespace PresignKit.Conformance.Suites;

/// <summary>
/// Attributes that a policy stores with objects, as far as the profile says Yes: each is stored with the upload, cannot be left out or
/// changed by the holder, and is copied to the frozen object.
/// </summary>
public abstract class AttributeConformance : IAsyncDisposable
{
    private const string ByPut = "put";
    private const string ByForm = "form";

    /// <summary>By PUT, with only the content type stored.</summary>
    private const string Plain = "plain";

    private readonly S3ConformanceStore _store;
    private readonly ServiceProvider _application;

    protected AttributeConformance(S3ConformanceStore store)
    {
        _store = store;
        _application = store.CreateDirectApplication(kit =>
        {
            Add(kit, ByPut, UploadTransport.Put, store.Profile.SignedHeaders == Capability.Yes);
            kit.AddUploadPolicy(Plain, policy => Basics(policy, UploadTransport.Put));
            if (store.Profile.FormUpload != Capability.No)
            {
                Add(kit, ByForm, UploadTransport.Post, store.Profile.FormHeaders == Capability.Yes);
            }
        });
    }

    private StoreProfile Profile => _store.Profile;

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Put_AsSigned_KeepsEveryAttribute()
    {
        var slot = await OpenAsync(ByPut);

        await Browser.AssertStoredAsync(await _store.SendAsync(slot.Request!, StoredObject.Video));

        await AssertKeptAsync(slot.Key.Value, headers: Profile.SignedHeaders == Capability.Yes);
    }

    [Fact]
    public async Task Post_AsSigned_KeepsEveryAttribute()
    {
        _store.Require(p => p.FormUpload, "form uploads");
        var slot = await OpenAsync(ByForm);

        await Browser.AssertStoredAsync(await _store.PostAsync(slot.Request!, StoredObject.Video));

        await AssertKeptAsync(slot.Key.Value, headers: Profile.FormHeaders == Capability.Yes);
    }

    [Fact]
    public async Task Put_AttributeMissingOrChanged_IsRefused()
    {
        _store.Require(p => p.SignedHeaders, "to sign headers");
        var slot = await OpenAsync(ByPut);

        Assert.NotEmpty(slot.Request!.Headers);
        foreach (var name in slot.Request.Headers.Keys)
        {
            await Browser.AssertRefusedAsync(await _store.SendAsync(slot.Request, StoredObject.Video, request => Set(request, name, null)));
            await Browser.AssertRefusedAsync(await _store.SendAsync(slot.Request, StoredObject.Video, request => Set(request, name, "other")));
        }

        await _store.AssertNothingAsync(slot.Key);
    }

    [Fact]
    public async Task Post_AttributeMissingOrChanged_IsRefused()
    {
        _store.Require(p => p.FormUpload, "form uploads");
        var slot = await OpenAsync(ByForm);
        var fields = slot.Request!.RevealFields();

        Assert.NotEmpty(fields);
        foreach (var name in fields.Select(field => field.Key))
        {
            await Browser.AssertRefusedAsync(await _store.PostAsync(slot.Request, StoredObject.Video, fields.Where(f => f.Key != name)));
            await Browser.AssertRefusedAsync(await _store.PostAsync(
                slot.Request, StoredObject.Video, fields.Select(f => f.Key == name ? KeyValuePair.Create(name, "other") : f)));
        }

        await _store.AssertNothingAsync(slot.Key);
    }

    [Theory]
    [InlineData(ByPut)]
    [InlineData(ByForm)]
    public async Task Verify_FreezingPolicy_CopyHasEveryAttribute(string policy)
    {
        if (policy == ByForm)
        {
            _store.Require(p => p.FormUpload, "form uploads");
        }

        var verifier = _application.GetRequiredService<IUploadVerifier>();
        var slot = await OpenAsync(policy);
        await Browser.AssertStoredAsync(policy == ByForm
            ? await _store.PostAsync(slot.Request!, StoredObject.Video)
            : await _store.SendAsync(slot.Request!, StoredObject.Video));

        var found = await verifier.VerifyAsync(slot.Declaration, TestContext.Current.CancellationToken);

        Assert.True(found.IsVerified, $"{found.Outcome} {found.Code}");
        Assert.StartsWith("accepted/", found.Key.Value, StringComparison.Ordinal);
        await AssertKeptAsync(found.Key.Value, headers: (policy == ByForm ? Profile.FormHeaders : Profile.SignedHeaders) == Capability.Yes);
        await verifier.SettleAsync(slot.Declaration, found.Key, found, TestContext.Current.CancellationToken);
        await _store.AssertNothingAsync(slot.Key);
        await _store.AssertHoldsAsync(found.Key, StoredObject.Video);
    }

    /// <summary>
    /// Signature Version 4 binds what is signed and, on a store that follows Amazon's documentation, every <c>x-amz-*</c> header. The holder
    /// of a PUT can add any other standard header, and the store keeps it. Completion does not copy it to the accepted object.
    /// </summary>
    [Theory]
    [InlineData("Content-Encoding", "gzip")]
    [InlineData("Cache-Control", "max-age=31536000")]
    [InlineData("Content-Disposition", "inline")]
    [InlineData("Content-Language", "tlh")]
    [InlineData("Expires", "Thu, 01 Jan 2032 00:00:00 GMT")]
    public async Task Put_WithUnsignedStandardHeader_IsStoredButNotAcceptedWithHeader(string name, string value)
    {
        _store.Require(p => p.SignedHeaders, "to bind an upload to headers");
        var slot = await OpenAsync(Plain);

        await Browser.AssertStoredAsync(await _store.SendAsync(slot.Request!, StoredObject.Video, request => Set(request, name, value)));

        var stored = await StoredObject.ReadAsync(_store, slot.Key.Value);
        Assert.Equal(value, stored.Standard(name));
        var found = await _application.GetRequiredService<IUploadVerifier>().VerifyAsync(
            slot.Declaration, TestContext.Current.CancellationToken);
        if (name == "Content-Encoding")
        {
            Assert.Equal(ErrorCodes.ContentTypeMismatch, found.Code);
            await _store.AssertHoldsAsync(slot.Key, StoredObject.Video);
        }
        else
        {
            Assert.True(found.IsVerified, $"{found.Outcome} {found.Code}");
            Assert.Null((await StoredObject.ReadAsync(_store, found.Key.Value)).Standard(name));
        }
    }

    private void Add(PresignKitBuilder kit, string name, UploadTransport transport, bool headers) => kit.AddUploadPolicy(name, policy =>
    {
        Basics(policy, transport);
        if (headers)
        {
            policy.CacheControl = "max-age=60, private";
            policy.ContentLanguage = "de-CH";
            policy.Disposition = DispositionType.Attachment;
        }

        if (Profile.SignedHeaders == Capability.Yes)
        {
            policy.Metadata["source"] = "web";
            policy.AllowedMetadata.Add("title");
        }

        if (Profile.Tags == Capability.Yes)
        {
            policy.Tags["kind"] = "video";
            policy.Tags["project"] = "A + B/C";
        }

        if (Profile.StorageClasses == Capability.Yes)
        {
            policy.StorageClass = _store.StorageClass;
        }

        if (Profile.KeyServiceEncryption == Capability.Yes)
        {
            (policy.Encryption, policy.EncryptionKeyId) = (EncryptionRule.KeyService, _store.EncryptionKeyId);
        }
        else if (Profile.StoreManagedEncryption == Capability.Yes)
        {
            policy.Encryption = EncryptionRule.StoreManagedKey;
        }
    });

    private static void Basics(UploadPolicyOptions policy, UploadTransport transport)
    {
        policy.AllowedContentTypes.Add("video/mp4");
        policy.MaximumSize = 1000;
        policy.Key = "conformance/{id}{ext}";
        policy.Transport = transport;
        policy.AllowUnenforced = (GuaranteeKinds)~0;
    }

    private async Task<UploadSlot> OpenAsync(string policy) =>
        await _application.GetRequiredService<IPresignedUrlIssuer>().OpenUploadSlotAsync(
            new()
            {
                Policy = policy,
                FileName = "video.mp4",
                ContentType = "video/mp4",
                Size = StoredObject.Video.Length,
                Metadata = policy != Plain && Profile.SignedHeaders == Capability.Yes
                    ? new Dictionary<string, string> { ["title"] = "Summer 2026" }
                    : new Dictionary<string, string>(),
            },
            TestContext.Current.CancellationToken);

    private async Task AssertKeptAsync(string key, bool headers)
    {
        var kept = await StoredObject.ReadAsync(_store, key);
        Assert.Equal("video/mp4", kept.ContentType);
        Assert.Equal(
            headers ? ("max-age=60, private", "de-CH", "attachment") : (null, null, null),
            (kept.CacheControl, kept.ContentLanguage, kept.ContentDisposition));
        Assert.Equal(
            Profile.SignedHeaders == Capability.Yes ? ["source=web", "title=Summer 2026"] : [],
            kept.Metadata.Where(entry => !entry.StartsWith("presignkit-slot=", StringComparison.Ordinal)));
        Assert.Equal(Profile.Tags == Capability.Yes ? ["kind=video", "project=A + B/C"] : [], kept.Tags);
        if (Profile.StorageClasses == Capability.Yes)
        {
            Assert.Equal(_store.StorageClass, kept.StorageClass);
        }

        if (Profile.KeyServiceEncryption == Capability.Yes)
        {
            Assert.Equal("aws:kms", kept.Encryption);
        }
        else if (Profile.StoreManagedEncryption == Capability.Yes)
        {
            Assert.Equal("AES256", kept.Encryption);
        }
    }

    private static void Set(HttpRequestMessage request, string name, string? value)
    {
        if (request.Headers.NonValidated.Contains(name))
        {
            request.Headers.Remove(name);
        }
        else if (request.Content!.Headers.NonValidated.Contains(name))
        {
            request.Content!.Headers.Remove(name);
        }

        if (value is not null && !request.Headers.TryAddWithoutValidation(name, value))
        {
            request.Content!.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
