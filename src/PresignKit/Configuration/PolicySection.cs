using Microsoft.Extensions.Configuration;
using PresignKit.Policies;
using PresignKit.Providers;

namespace PresignKit.Configuration;

/// <summary>Reads upload and download policies from the <c>PresignKit</c> section.</summary>
internal static class PolicySection
{
    internal static readonly SettingTable<UploadPolicyOptions> UploadSettings = new("an upload policy")
    {
        { nameof(UploadPolicyOptions.StoreName), (o, s) => o.StoreName = s.Text(o.StoreName) },
        { nameof(UploadPolicyOptions.AllowedContentTypes), (o, s) => o.AllowedContentTypes = s.List(o.AllowedContentTypes) },
        { nameof(UploadPolicyOptions.AllowedActiveContentTypes), (o, s) => o.AllowedActiveContentTypes = s.List(o.AllowedActiveContentTypes) },
        { nameof(UploadPolicyOptions.ContentTypeAliases), (o, s) => o.ContentTypeAliases = s.Map(o.ContentTypeAliases) },
        { nameof(UploadPolicyOptions.ContentTypesByExtension), (o, s) => o.ContentTypesByExtension = s.Map(o.ContentTypesByExtension) },
        { nameof(UploadPolicyOptions.ContentCheck), (o, s) => o.ContentCheck = s.OneOf<ContentCheckMode>(o.ContentCheck) ?? o.ContentCheck },
        { nameof(UploadPolicyOptions.UnknownContent), (o, s) => o.UnknownContent = s.OneOf<UnknownContentRule>(o.UnknownContent) ?? o.UnknownContent },
        { nameof(UploadPolicyOptions.MaximumSize), (o, s) => o.MaximumSize = s.Size(o.MaximumSize) },
        { nameof(UploadPolicyOptions.MinimumSize), (o, s) => o.MinimumSize = s.Size(o.MinimumSize) ?? o.MinimumSize },
        { nameof(UploadPolicyOptions.AllowUnknownSize), (o, s) => o.AllowUnknownSize = s.Boolean(o.AllowUnknownSize) },
        { nameof(UploadPolicyOptions.Lifetime), (o, s) => o.Lifetime = s.Time(o.Lifetime) ?? o.Lifetime },
        { nameof(UploadPolicyOptions.MinimumLifetime), (o, s) => o.MinimumLifetime = s.Time(o.MinimumLifetime) },
        { nameof(UploadPolicyOptions.MaximumUploadDuration), (o, s) => o.MaximumUploadDuration = s.Time(o.MaximumUploadDuration) ?? o.MaximumUploadDuration },
        { nameof(UploadPolicyOptions.PartSize), (o, s) => o.PartSize = s.Size(o.PartSize) ?? o.PartSize },
        { nameof(UploadPolicyOptions.Key), (o, s) => o.Key = s.Text(o.Key) ?? o.Key },
        { nameof(UploadPolicyOptions.KeyValues), (o, s) => o.KeyValues = s.List(o.KeyValues) },
        { nameof(UploadPolicyOptions.FrozenPrefix), (o, s) => o.FrozenPrefix = s.Text(o.FrozenPrefix) ?? o.FrozenPrefix },
        { nameof(UploadPolicyOptions.RequiredChecksum), (o, s) => o.RequiredChecksum = s.Several(o.RequiredChecksum) },
        { nameof(UploadPolicyOptions.AllowReplacing), (o, s) => o.AllowReplacing = s.Boolean(o.AllowReplacing) },
        { nameof(UploadPolicyOptions.Transport), (o, s) => o.Transport = s.OneOf(o.Transport) },
        { nameof(UploadPolicyOptions.AllowForms), (o, s) => o.AllowForms = s.Boolean(o.AllowForms) },
        { nameof(UploadPolicyOptions.AllowUnenforced), (o, s) => o.AllowUnenforced = s.Flags(o.AllowUnenforced) },
        { nameof(UploadPolicyOptions.Encryption), (o, s) => o.Encryption = s.OneOf<EncryptionRule>(o.Encryption) ?? o.Encryption },
        { nameof(UploadPolicyOptions.EncryptionKeyId), (o, s) => o.EncryptionKeyId = s.Text(o.EncryptionKeyId) },
        { nameof(UploadPolicyOptions.CacheControl), (o, s) => o.CacheControl = s.Text(o.CacheControl) },
        { nameof(UploadPolicyOptions.ContentLanguage), (o, s) => o.ContentLanguage = s.Text(o.ContentLanguage) },
        { nameof(UploadPolicyOptions.Disposition), (o, s) => o.Disposition = s.OneOf(o.Disposition) },
        { nameof(UploadPolicyOptions.StorageClass), (o, s) => o.StorageClass = s.Text(o.StorageClass) },
        { nameof(UploadPolicyOptions.RetentionPeriod), (o, s) => o.RetentionPeriod = s.Time(o.RetentionPeriod) },
        { nameof(UploadPolicyOptions.RetentionMode), (o, s) => o.RetentionMode = s.OneOf<RetentionMode>(o.RetentionMode) ?? o.RetentionMode },
        { nameof(UploadPolicyOptions.LegalHold), (o, s) => o.LegalHold = s.Boolean(o.LegalHold) },
        { nameof(UploadPolicyOptions.Tags), (o, s) => o.Tags = s.Map(o.Tags) },
        { nameof(UploadPolicyOptions.Metadata), (o, s) => o.Metadata = s.Map(o.Metadata) },
        { nameof(UploadPolicyOptions.AllowedMetadata), (o, s) => o.AllowedMetadata = s.List(o.AllowedMetadata) },
    };

    internal static readonly SettingTable<DownloadPolicyOptions> DownloadSettings = new("a download policy")
    {
        { nameof(DownloadPolicyOptions.Lifetime), (o, s) => o.Lifetime = s.Time(o.Lifetime) ?? o.Lifetime },
        { nameof(DownloadPolicyOptions.MinimumLifetime), (o, s) => o.MinimumLifetime = s.Time(o.MinimumLifetime) },
        { nameof(DownloadPolicyOptions.Disposition), (o, s) => o.Disposition = s.OneOf<DispositionType>(o.Disposition) ?? o.Disposition },
        { nameof(DownloadPolicyOptions.InlineContentTypes), (o, s) => o.InlineContentTypes = s.List(o.InlineContentTypes) },
        { nameof(DownloadPolicyOptions.CacheControl), (o, s) => o.CacheControl = s.Text(o.CacheControl) },
        {
            nameof(DownloadPolicyOptions.UseStoredCacheControl), (o, s) => o.UseStoredCacheControl = s.Boolean(o.UseStoredCacheControl)
        },
        { nameof(DownloadPolicyOptions.UseStoredHeaders), (o, s) => o.UseStoredHeaders = s.Boolean(o.UseStoredHeaders) },
        { nameof(DownloadPolicyOptions.StableWindow), (o, s) => o.StableWindow = s.Time(o.StableWindow) },
    };

    /// <summary>Applies the policies to the options, and adds flaws to <see cref="PresignKitOptions.SectionFlaws"/>.</summary>
    public static void Apply(IConfiguration section, PresignKitOptions options)
    {
        Apply(section.GetSection(nameof(options.UploadPolicies)), UploadSettings, options.UploadPolicies, options.SectionFlaws);
        Apply(section.GetSection(nameof(options.DownloadPolicies)), DownloadSettings, options.DownloadPolicies, options.SectionFlaws);
    }

    private static void Apply<T>(IConfigurationSection section, SettingTable<T> settings, IDictionary<string, T> policies, List<string> flaws)
        where T : new()
    {
        foreach (var policy in section.GetChildren())
        {
            new Setting(policy, flaws).MustBeSection();
            settings.Apply(policy, NamedPolicies.GetOrAdd(policies, policy.Key), flaws);
        }
    }
}
