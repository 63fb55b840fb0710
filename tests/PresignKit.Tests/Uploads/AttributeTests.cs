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
        Assert.Equal(["album", "origin", "presignkit-slot"], attributes.Metadata.Keys);
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

    [Theory]
    [InlineData(null, 2001)]
    [InlineData("shop", 1996)]
    public async Task OpenUploadSlot_TooMuchMetadata_IsRefused(string? application, int limit)
    {
        var app = new TestApplication(
            builder =>
            {
                Configure(builder);
                builder.Services.Configure<PresignKitOptions>(options => options.ApplicationName = application);
            },
            new() { Profile = Capable });

        var error = await Assert.ThrowsAsync<PolicyViolationException>(async () => await app.Issuer.OpenUploadSlotAsync(
            TestApplication.Request with { Metadata = new Dictionary<string, string> { ["album"] = new('a', 2040) } }, TestContext.Current.CancellationToken));

        Assert.Contains($"at most {limit} are allowed", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(StoreProfile.StoreManagedEncryption))]
    [InlineData(nameof(StoreProfile.KeyServiceEncryption))]
    [InlineData(nameof(StoreProfile.Tags))]
    [InlineData(nameof(StoreProfile.StorageClasses))]
    [InlineData(nameof(StoreProfile.ObjectRetention))]
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
                case nameof(StoreProfile.ObjectRetention):
                    policy.LegalHold = true;
                    break;
                default:
                    policy.StorageClass = "GLACIER";
                    break;
            }
        })));

        Assert.Contains(capability, error.Message, StringComparison.Ordinal);
        Assert.Contains("profile 'strict'", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Completion stores them with the frozen copy, so that they need not be signed.</summary>
    [Fact]
    public async Task OpenUploadSlot_StoreWithoutSignedHeaders_SendsNoneOfThem()
    {
        var app = new TestApplication(
            builder =>
            {
                Configure(builder);
                builder.AddUploadPolicy("video", policy => policy.AllowedMetadata.Clear());
            },
            new() { Profile = Capable with { SignedHeaders = Capability.No } });

        var slot = await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, TestContext.Current.CancellationToken);

        var attributes = Assert.Single(app.Provider.Uploads).Attributes;
        Assert.Equal((null, null, null), (attributes.CacheControl, attributes.ContentLanguage, attributes.ContentDisposition));
        Assert.Empty(attributes.Metadata);
        Assert.Null(slot.Declaration.Binding);
    }

    [Fact]
    public void Start_AllowedMetadataAndAPutWithoutSignedHeaders_ThrowsUnlessAFormCanBeUsed()
    {
        var profile = Capable with { SignedHeaders = Capability.No };
        void Start(UploadTransport? transport) => _ = new TestApplication(
            builder => builder.AddUploadPolicy("video", policy =>
            {
                policy.AllowedMetadata.Add("album");
                policy.Transport = transport;
            }),
            new() { Profile = profile });

        var error = Assert.Throws<OptionsValidationException>(() => Start(UploadTransport.Put));

        Assert.Contains("AllowedMetadata, because the holder could send other values (SignedHeaders is No)", error.Message, StringComparison.Ordinal);
        Assert.Null(Record.Exception(() => Start(null)));
    }

    [Theory]
    [InlineData(Capability.No, false)]
    [InlineData(Capability.Unknown, false)]
    [InlineData(Capability.Yes, true)]
    public async Task OpenUploadSlot_Form_SendsHeadersOnlyIfTheStoreKeepsThem(Capability formHeaders, bool sent)
    {
        var app = new TestApplication(
            builder =>
            {
                Configure(builder);
                builder.AddUploadPolicy("video", policy => policy.Transport = UploadTransport.Post);
            },
            new() { Profile = Capable with { FormHeaders = formHeaders } });

        var slot = await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, TestContext.Current.CancellationToken);

        var attributes = Assert.Single(app.Provider.Forms).Attributes;
        Assert.Equal(sent, attributes is { CacheControl: not null, ContentLanguage: not null, ContentDisposition: not null });
        Assert.Equal("web", attributes.Metadata["origin"]);
        Assert.Equal(slot.Declaration.Binding, attributes.Metadata["presignkit-slot"]);
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
            policy.AllowedMetadata.Add("presignkit-slot");
            for (var i = 0; i < 11; i++)
            {
                policy.Tags[$"t{i}"] = "é";
            }
        })));

        string[] settings =
        [
            "CacheControl", "ContentLanguage", "EncryptionKeyId", "Encryption is '", "Metadata contains 'Upper'",
            "AllowedMetadata contains 'origin'", "AllowedMetadata contains 'presignkit-slot'", "Tags has 11", "Tags contains 't0'",
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
