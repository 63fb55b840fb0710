using Amazon.Runtime;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Credentials;

/// <summary>Creates the credential lookup that the settings specify.</summary>
internal static class CredentialLookupFactory
{
    public static ICredentialLookup Create(S3StoreSettings settings, IClientConfig config, Func<TimeSpan> needed, TimeProvider clock)
    {
        if (settings.Role is { WebIdentityTokenFile: not null } byToken)
        {
            return new RoleCredentials(byToken, source: null, clock);
        }

        var own = settings.Credentials is { } given ? (ICredentialLookup)new SuppliedCredentialLookup(given) : new ChainCredentials(config, needed, clock);
        return settings.Role is { } role ? new RoleCredentials(role, own, clock) : own;
    }

    /// <summary>
    /// Whether two settings specify the same source. Credentials set in code do not change with configuration, even though that code may have run
    /// again.
    /// </summary>
    public static bool AreSame(S3StoreSettings one, S3StoreSettings other) => one.Role == other.Role && AreSame(one.Credentials, other.Credentials);

    private static bool AreSame(AWSCredentials? one, AWSCredentials? other)
    {
        if (one is null || other is null)
        {
            return one is null && other is null;
        }

        if (!SuppliedCredentialLookup.IsConstant(one) || !SuppliedCredentialLookup.IsConstant(other))
        {
            return SuppliedCredentialLookup.IsConstant(one) == SuppliedCredentialLookup.IsConstant(other);
        }

        return one.GetCredentials().Equals(other.GetCredentials());
    }
}
