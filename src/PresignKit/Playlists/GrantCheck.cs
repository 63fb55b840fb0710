using System.Buffers;
using System.Collections.Immutable;
using PresignKit.Content;

namespace PresignKit.Playlists;

/// <summary>Finds mistakes of the application in a grant, before anything is read.</summary>
internal static class GrantCheck
{
    private const int LargestSize = 64 * 1024 * 1024;
    private const int MostUris = 1_000_000;

    // What addresses consist of (RFC 3986), without what would end a quoted string or begin a variable.
    private static readonly SearchValues<char> AddressCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%");

    /// <exception cref="ArgumentException">The grant is invalid.</exception>
    public static void Check(PlaylistGrant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);
        if (Flaw(grant) is { } flaw)
        {
            throw new ArgumentException(flaw, nameof(grant));
        }
    }

    private static string? Flaw(PlaylistGrant grant)
    {
        if (grant.Root is not [.., '/'] || !ObjectKey.TryCreate(grant.Root, out _))
        {
            return $"Root is '{MessageText.Printable(grant.Root)}'; it must be a folder of the bucket that ends in '/', such as 'media/42/'.";
        }

        if (grant.Playlist is null || grant.Request is null || grant.Variables is null)
        {
            return "Playlist, Request, or Variables is null; they must be set.";
        }

        if (!grant.Playlist.Value.StartsWith(grant.Root, StringComparison.Ordinal) || grant.Playlist.Value[^1] == '/')
        {
            return $"The playlist '{grant.Playlist}' is not under the root '{grant.Root}'. Choose a root that contains it.";
        }

        if (grant.Tenant is { } tenant && grant.StoreName is { } name)
        {
            return $"Tenant is '{tenant}', and StoreName is '{MessageText.Printable(name)}'; set one of them.";
        }

        if (grant.MaximumSize is < 1 or > LargestSize || grant.MaximumUris is < 1 or > MostUris || grant.LiveMaximumAge < TimeSpan.Zero)
        {
            return $"MaximumSize is {grant.MaximumSize}, MaximumUris is {grant.MaximumUris}, and LiveMaximumAge is {grant.LiveMaximumAge:c}; they must be "
                + $"1 to {LargestSize}, 1 to {MostUris}, and not negative.";
        }

        return ListFlaw(grant);
    }

    private static string? ListFlaw(PlaylistGrant grant)
    {
        if (!AreExtensions(grant.AllowedExtensions) || !AreExtensions(grant.KeyExtensions))
        {
            return "AllowedExtensions and KeyExtensions must contain extensions with their dot, such as '.ts'.";
        }

        if (grant.AllowedOrigins.IsDefault || !grant.AllowedOrigins.All(IsOrigin))
        {
            return "AllowedOrigins must contain origins without a path, such as 'https://ads.example.com', or schemes with their colon, such as 'skd:'.";
        }

        return IsAddress(grant.ChildAddress) && IsAddress(grant.KeyAddress)
            ? null
            : "ChildAddress and KeyAddress must be the beginning of an address in ASCII, without quotes, braces, or spaces, and must not begin with '#'.";
    }

    private static bool AreExtensions(ImmutableArray<string> extensions) =>
        !extensions.IsDefault && extensions.All(extension => extension is ['.', _, ..] && !extension.Contains('/', StringComparison.Ordinal));

    private static bool IsOrigin(string origin) => origin is { Length: > 1 }
        && (origin[^1] == ':' || (Uri.TryCreate(origin, System.UriKind.Absolute, out var uri) && uri.GetLeftPart(UriPartial.Authority) == origin));

    private static bool IsAddress(string? address) =>
        address is null || (!address.AsSpan().ContainsAnyExcept(AddressCharacters) && address is not ['#', ..]);
}
