using Microsoft.Extensions.Configuration;
using PresignKit.Providers;
using PresignKit.SigV4;

namespace PresignKit.S3.Settings;

/// <summary>Reads a store's settings from configuration.</summary>
internal static class S3StoreSection
{
    private static readonly SettingTable<S3StoreOptions> Settings = new("an S3 store")
    {
        { nameof(S3StoreOptions.Bucket), (o, s) => o.Bucket = s.Text(o.Bucket) ?? "" },
        { nameof(S3StoreOptions.Region), (o, s) => o.Region = s.Text(o.Region) },
        { nameof(S3StoreOptions.DiscoverRegion), (o, s) => o.DiscoverRegion = s.Boolean(o.DiscoverRegion) },
        { nameof(S3StoreOptions.Endpoint), (o, s) => o.Endpoint = s.Text(o.Endpoint) },
        { nameof(S3StoreOptions.UseDualstackEndpoint), (o, s) => o.UseDualstackEndpoint = s.Boolean(o.UseDualstackEndpoint ?? false) },
        { nameof(S3StoreOptions.UseFipsEndpoint), (o, s) => o.UseFipsEndpoint = s.Boolean(o.UseFipsEndpoint ?? false) },
        { nameof(S3StoreOptions.UseAccelerateEndpoint), (o, s) => o.UseAccelerateEndpoint = s.Boolean(o.UseAccelerateEndpoint) },
        { nameof(S3StoreOptions.AccountId), (o, s) => o.AccountId = s.Text(o.AccountId) },
        { nameof(S3StoreOptions.Jurisdiction), (o, s) => o.Jurisdiction = s.Text(o.Jurisdiction) },
        { nameof(S3StoreOptions.PublicEndpoint), (o, s) => o.PublicEndpoint = s.Text(o.PublicEndpoint) },
        { nameof(S3StoreOptions.Addressing), (o, s) => o.Addressing = s.OneOf(o.Addressing) },
        { nameof(S3StoreOptions.PublicAddressing), (o, s) => o.PublicAddressing = s.OneOf(o.PublicAddressing) },
        { nameof(S3StoreOptions.PublicPathPrefix), (o, s) => o.PublicPathPrefix = s.OneOf<PathPrefixRule>(o.PublicPathPrefix) ?? default },
        {
            nameof(S3StoreOptions.AllowInsecurePublicEndpoint),
            (o, s) => o.AllowInsecurePublicEndpoint = s.Boolean(o.AllowInsecurePublicEndpoint)
        },
        { nameof(S3StoreOptions.AccessKeyId), (o, s) => o.AccessKeyId = s.Text(o.AccessKeyId) },
        { nameof(S3StoreOptions.SecretAccessKey), (o, s) => o.SecretAccessKey = s.Text(o.SecretAccessKey) },
        { nameof(S3StoreOptions.SessionToken), (o, s) => o.SessionToken = s.Text(o.SessionToken) },
        { nameof(S3StoreOptions.Profile), Profile },
        { nameof(S3StoreOptions.AssumeRole), AssumeRole },
        { nameof(S3StoreOptions.UploadCredentials), UploadCredentials },
        { nameof(S3StoreOptions.AllowPublicReads), (o, s) => o.AllowPublicReads = s.Boolean(o.AllowPublicReads) },
        { nameof(S3StoreOptions.RequesterPays), (o, s) => o.RequesterPays = s.Boolean(o.RequesterPays) },
        { nameof(S3StoreOptions.ExpectedBucketOwner), (o, s) => o.ExpectedBucketOwner = s.Text(o.ExpectedBucketOwner) },
        { nameof(S3StoreOptions.DirectPrincipals), (o, s) => o.DirectPrincipals = s.List(o.DirectPrincipals) },
    };

    private static readonly SettingTable<S3AssumeRole> RoleSettings = new("a role")
    {
        { nameof(S3AssumeRole.RoleArn), (o, s) => o.RoleArn = s.Text(o.RoleArn) },
        { nameof(S3AssumeRole.SessionName), (o, s) => o.SessionName = s.Text(o.SessionName) },
        { nameof(S3AssumeRole.ExternalId), (o, s) => o.ExternalId = s.Text(o.ExternalId) },
        { nameof(S3AssumeRole.Duration), (o, s) => o.Duration = s.Time(o.Duration) ?? o.Duration },
        { nameof(S3AssumeRole.Endpoint), (o, s) => o.Endpoint = s.Text(o.Endpoint) },
        { nameof(S3AssumeRole.WebIdentityTokenFile), (o, s) => o.WebIdentityTokenFile = s.Text(o.WebIdentityTokenFile) },
    };

    private static readonly SettingTable<S3UploadCredentials> UploadCredentialSettings = new("upload credentials")
    {
        { nameof(S3UploadCredentials.AccessKeyId), (o, s) => o.AccessKeyId = s.Text(o.AccessKeyId) },
        { nameof(S3UploadCredentials.SecretAccessKey), (o, s) => o.SecretAccessKey = s.Text(o.SecretAccessKey) },
    };

    public static IEnumerable<string> Names => Settings;

    /// <summary>Whether an S3 store has a setting of this name.</summary>
    public static bool IsSetting(string name) => Settings.Contains(name);

    public static void Apply(IConfigurationSection section, S3StoreOptions options) =>
        Settings.Apply(section, options, options.SectionFlaws);

    private static void Profile(S3StoreOptions options, Setting setting)
    {
        if (setting.Section.GetChildren().Any())
        {
            ProfileSection.Apply(options, setting);
        }
        else if (setting.Text(null) is { } name)
        {
            ProfileName.Apply(options, name, setting.Path);
        }
    }

    private static void AssumeRole(S3StoreOptions options, Setting setting)
    {
        setting.MustBeSection();
        RoleSettings.Apply(setting.Section, options.AssumeRole ??= new(), setting.Flaws);
    }

    private static void UploadCredentials(S3StoreOptions options, Setting setting)
    {
        setting.MustBeSection();
        UploadCredentialSettings.Apply(setting.Section, options.UploadCredentials ??= new(), setting.Flaws);
    }
}
