namespace PresignKit.Tenants;

/// <summary>The names of tenants' stores. The separator is in no name of a store, so that neither can stand for the other.</summary>
internal static class TenantName
{
    public const char Separator = '@';

    /// <exception cref="ArgumentException">The tenant has no valid name.</exception>
    public static string Of(string storeName, string tenant)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        if (tenant.Length is 0 or > 64 || !tenant.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            throw new ArgumentException("The name of a tenant must consist of 1 to 64 letters, digits, '-', '_', or '.'.", nameof(tenant));
        }

        return $"{storeName}{Separator}{tenant}";
    }
}
