using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PresignKit.AzureProof.Provider;

namespace PresignKit.AzureProof.Blobs;

/// <summary>What a policy can guarantee on Azure and on its emulator, and what is refused. Nothing is sent.</summary>
public sealed class AzurePolicyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenUploadSlot_OnAzure_ReportsGuarantees()
    {
        var slot = await Issuer(AzureProfiles.Azure).OpenUploadSlotAsync(
            new() { Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = 5 }, Cancellation);

        Assert.Equal(UploadTransport.Put, slot.Transport);
        Assert.Equal(
            new Guarantees(
                Size: GuaranteeLevel.VerifiedOnCompletion,
                ContentType: GuaranteeLevel.VerifiedOnCompletion,
                Checksum: GuaranteeLevel.NotEnforced,
                WriteOnce: GuaranteeLevel.VerifiedOnCompletion,
                Isolation: GuaranteeLevel.EnforcedByStore),
            slot.Guarantees);
    }

    [Fact]
    public void Start_OnAzurite_RefusesMissingIsolation() => AssertRefuses(AzureProfiles.Azurite, "IsolatedPut");

    [Fact]
    public void Start_AllowedMetadata_RefusesMissingSignedHeaders() =>
        AssertRefuses(AzureProfiles.Azure, "SignedHeaders", policy => policy.AllowedMetadata.Add("title"));

    [Fact]
    public void Start_Tags_RefusesMissingTags() => AssertRefuses(AzureProfiles.Azure, "Tags", policy => policy.Tags["a"] = "b");

    [Fact]
    public void Start_RequiredChecksum_RefusesMissingChecksum() =>
        AssertRefuses(AzureProfiles.Azure, "ChecksumSha256", policy => policy.RequiredChecksum = [FileChecksumAlgorithm.Sha256]);

    [Fact]
    public void Start_Form_RefusesMissingForms() =>
        AssertRefuses(AzureProfiles.Azure, "does not accept form uploads", policy => policy.Transport = UploadTransport.Post);

    /// <summary>A signature covers the whole blob, so that the holder of a part's URL could commit it.</summary>
    [Fact]
    public void Start_Parts_RefusesMissingIsolationOfParts() =>
        AssertRefuses(AzureProfiles.Azure, "IsolatedPart is No", policy => policy.Transport = UploadTransport.Multipart);

    [Fact]
    public async Task OpenUploadSlot_ClientOfPartsAlone_IsRefusedWithTheReason()
    {
        var refused = await Assert.ThrowsAsync<PolicyViolationException>(async () => await Issuer(AzureProfiles.Azure).OpenUploadSlotAsync(
            new() { Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = 5, Transports = [UploadTransport.Multipart] }, Cancellation));

        Assert.Equal((ErrorCodes.TransportNotAvailable, "put"), (refused.Code, refused.Limit));
        Assert.Contains("IsolatedPart is No", refused.Message, StringComparison.Ordinal);
    }

    private static void AssertRefuses(StoreProfile profile, string reason, Action<UploadPolicyOptions>? configure = null)
    {
        var error = Assert.ThrowsAny<OptionsValidationException>(() => Issuer(profile, configure));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private static IPresignedUrlIssuer Issuer(StoreProfile profile, Action<UploadPolicyOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddPresignKit()
            .AddAzureBlob(new("media", "https://account.blob.core.windows.net", "media", "account", Convert.ToBase64String(new byte[64]), profile))
            .AddUploadPolicy("video", policy =>
            {
                policy.AllowedContentTypes.Add("video/mp4");
                policy.MaximumSize = 10;
                configure?.Invoke(policy);
            });
        return services.BuildServiceProvider().GetRequiredService<IPresignedUrlIssuer>();
    }
}
