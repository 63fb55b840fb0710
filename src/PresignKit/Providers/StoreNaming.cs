namespace PresignKit.Providers;

/// <summary>The names of registered stores and of tenants' stores. The separator is in no name, so that neither can stand for the other.</summary>
internal static class StoreNaming
{
    private const char Separator = '@';

    /// <summary>Whether a store or a tenant can have the name: 1 to 64 letters, digits, <c>-</c>, <c>_</c>, or <c>.</c>.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    /// <summary>The name of a tenant's store.</summary>
    /// <exception cref="ArgumentException">The tenant has no valid name.</exception>
    public static string OfTenant(string storeName, string tenant)
    {
        ArgumentNullException.ThrowIfNull(storeName);
        ArgumentNullException.ThrowIfNull(tenant);
        return IsValid(tenant)
            ? $"{storeName}{Separator}{tenant}"
            : throw new ArgumentException("The name of a tenant must consist of 1 to 64 letters, digits, '-', '_', or '.'.", nameof(tenant));
    }

    /// <summary>Whether it is the name of a tenant's store.</summary>
    public static bool IsOfTenant(string name) => name.Contains(Separator, StringComparison.Ordinal);
}
