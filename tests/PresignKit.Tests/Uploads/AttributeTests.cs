using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Uploads;

public sealed class AttributeTests
{
    private static StoreProfile Capable => RecordingProvider.Strict with
    {
        StoreManagedEncryption = Capability.Yes,
        KeyServiceEncryption = Capability.Yes,
        Tags = Capability.Yes,
        StorageClasses = Capability.Yes,
    };

    [Fact]
    public async Task OpenUploadSlot_PolicyWithAttributes_SignsAllOfThem()
    {
        var app = new TestApplication(Configure, new() { Profile = Capable });

        await app.Issuer.OpenUploadSlotAsync(
            TestApplication.Request with { Metadata = new Dictionary<string, string> { ["album"] = "Summer 26" } }, TestContext.Current.CancellationToken);

        var attributes = Assert.Single(app.Provider.Uploads).Attributes;
        Assert.Equal("private, max-age=60", attributes.CacheControl);
        Assert.Equal("de-CH", attributes.ContentLanguage);
        Assert.Equal("attachment", attributes.ContentDisposition);
        Assert.Equal("STANDARD_IA", attributes.StorageClass);
        Assert.Equal(EncryptionRule.KeyService, attributes.Encryption);
        Assert.Equal("alias/media", attributes.EncryptionKeyId);
        Assert.Equal("yes", attributes.Tags["scan"]);
        Assert.Equal(["album", "origin"], attributes.Metadata.Keys);
        Assert.Equal("Summer 26", attributes.Metadata["album"]);
    }

    [Theory]
    [InlineData("other", "x")]
    [InlineData("origin", "forged")]
    [InlineData("Album", "x")]
    [InlineData("x\r\ny", "x")]
    [InlineData("album", "a\r\nx-amz-acl: public-read")]
    [InlineData("album", "Zürich")]
    [InlineData("album", " padded")]
    [InlineData("album", "two  spaces")]
    public async Task OpenUploadSlot_MetadataThatThePolicyDoesNotAllow_IsRefused(string name, string value)
    {
        var app = new TestApplication(Configure, new() { Profile = Capable });

        var error = await Assert.ThrowsAsync<PolicyViolationException>(async () => await app.Issuer.OpenUploadSlotAsync(
            TestApplication.Request with { Metadata = new Dictionary<string, string> { [name] = value } }, TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCodes.MetadataNotAllowed, error.Code);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Empty(app.Provider.Uploads);
    }

    [Fact]
    public async Task OpenUploadSlot_TooMuchMetadata_IsRefused()
    {
        var app = new TestApplication(Configure, new() { Profile = Capable });

        var error = await Assert.ThrowsAsync<PolicyViolationException>(async () => await app.Issuer.OpenUploadSlotAsync(
            TestApplication.Request with { Metadata = new Dictionary<string, string> { ["album"] = new('a', 2040) } }, TestContext.Current.CancellationToken));

        Assert.Contains("2048", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(StoreProfile.StoreManagedEncryption))]
    [InlineData(nameof(StoreProfile.KeyServiceEncryption))]
    [InlineData(nameof(StoreProfile.Tags))]
    [InlineData(nameof(StoreProfile.StorageClasses))]
    public void Start_StoreNotKnownToHonorAnAttribute_Throws(string capability)
    {
        var error = Assert.Throws<OptionsValidationException>(() => new TestApplication(builder => builder.AddUploadPolicy("video", policy =>
        {
            switch (capability)
            {
                case nameof(StoreProfile.StoreManagedEncryption):
                    policy.Encryption = EncryptionRule.StoreManagedKey;
                    break;
                case nameof(StoreProfile.KeyServiceEncryption):
                    policy.Encryption = EncryptionRule.KeyService;
                    break;
                case nameof(StoreProfile.Tags):
                    policy.Tags["a"] = "b";
                    break;
                default:
                    policy.StorageClass = "GLACIER";
                    break;
            }
        })));

        Assert.Contains(capability, error.Message, StringComparison.Ordinal);
        Assert.Contains("profile 'strict'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(UploadPolicyOptions.CacheControl))]
    [InlineData(nameof(UploadPolicyOptions.ContentLanguage))]
    [InlineData(nameof(UploadPolicyOptions.Disposition))]
    [InlineData(nameof(UploadPolicyOptions.Metadata))]
    [InlineData(nameof(UploadPolicyOptions.AllowedMetadata))]
    public void Start_HeaderToStoreButStoreWithoutSignedHeaders_Throws(string setting)
    {
        var provider = new RecordingProvider { Profile = Capable with { SignedHeaders = Capability.No } };

        var error = Assert.Throws<OptionsValidationException>(() => new TestApplication(
            builder => builder.AddUploadPolicy("video", policy =>
            {
                switch (setting)
                {
                    case nameof(policy.CacheControl):
                        policy.CacheControl = "no-store";
                        break;
                    case nameof(policy.ContentLanguage):
                        policy.ContentLanguage = "de";
                        break;
                    case nameof(policy.Disposition):
                        policy.Disposition = DispositionType.Attachment;
                        break;
                    case nameof(policy.Metadata):
                        policy.Metadata["origin"] = "web";
                        break;
                    default:
                        policy.AllowedMetadata.Add("album");
                        break;
                }
            }),
            provider));

        Assert.Contains("(SignedHeaders is No)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Capability.No)]
    [InlineData(Capability.Unknown)]
    public void Start_HeaderToStoreButFormThatDropsIt_Throws(Capability formHeaders)
    {
        var provider = new RecordingProvider { Profile = Capable with { FormHeaders = formHeaders } };
        Action<UploadPolicyOptions> form = policy => (policy.Transport, policy.WriteOnce) = (UploadTransport.Post, false);

        foreach (Action<UploadPolicyOptions> set in (Action<UploadPolicyOptions>[])
            [p => p.CacheControl = "no-store", p => p.ContentLanguage = "de", p => p.Disposition = DispositionType.Attachment])
        {
            var error = Assert.Throws<OptionsValidationException>(() => new TestApplication(builder => builder.AddUploadPolicy("video", form + set), provider));
            Assert.Contains($"(FormHeaders is {formHeaders})", error.Message, StringComparison.Ordinal);
        }

        Assert.NotNull(new TestApplication(builder => builder.AddUploadPolicy("video", policy =>
        {
            form(policy);
            policy.Metadata["origin"] = "web";
            policy.Tags["kind"] = "video";
        }), provider));
    }

    [Fact]
    public async Task OpenUploadSlot_HeaderToStoreAndFormThatDropsIt_UsesPut()
    {
        var provider = new RecordingProvider { Profile = Capable with { FormHeaders = Capability.No } };
        var app = new TestApplication(builder => builder.AddUploadPolicy("video", policy => policy.CacheControl = "no-store"), provider);

        Assert.Equal(UploadTransport.Put, (await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, TestContext.Current.CancellationToken)).Transport);
    }

    [Fact]
    public void Start_InvalidAttributes_NamesEachSetting()
    {
        var error = Assert.Throws<OptionsValidationException>(() => new TestApplication(builder => builder.AddUploadPolicy("video", policy =>
        {
            policy.CacheControl = "a\nb";
            policy.ContentLanguage = "";
            policy.EncryptionKeyId = "k";
            policy.Encryption = (EncryptionRule)9;
            policy.Metadata["Upper"] = "x";
            policy.Metadata["origin"] = "x";
            policy.AllowedMetadata.Add("origin");
            for (var i = 0; i < 11; i++)
            {
                policy.Tags[$"t{i}"] = "é";
            }
        })));

        string[] settings =
        [
            "CacheControl", "ContentLanguage", "EncryptionKeyId", "Encryption is '", "Metadata contains 'Upper'",
            "AllowedMetadata contains 'origin'", "Tags has 11", "Tags contains 't0'",
        ];
        Assert.All(settings, setting => Assert.Contains("UploadPolicies:video:" + setting, error.Message, StringComparison.Ordinal));
    }

    private static void Configure(PresignKitBuilder builder) => builder.AddUploadPolicy("video", policy =>
    {
        policy.CacheControl = "private, max-age=60";
        policy.ContentLanguage = "de-CH";
        policy.Disposition = DispositionType.Attachment;
        policy.StorageClass = "STANDARD_IA";
        policy.Encryption = EncryptionRule.KeyService;
        policy.EncryptionKeyId = "alias/media";
        policy.Tags["scan"] = "yes";
        policy.Metadata["origin"] = "web";
        policy.AllowedMetadata.Add("album");
    });
}
