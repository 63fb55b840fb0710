using System.Collections.Immutable;
using PresignKit.Content;

namespace PresignKit.Playlists;

/// <summary>Finds mistakes of the application in a grant, before anything is read.</summary>
internal static class GrantCheck
{
    private const int LargestSize = 64 * 1024 * 1024;
    private const int MostUris = 1_000_000;

    public static void Check(PlaylistGrant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);
        Require(
            grant.Root is [.., '/'] && ObjectKey.TryCreate(grant.Root, out _),
            $"Root is '{MessageText.Printable(grant.Root)}'; it must be a folder of the bucket that ends in '/', such as 'media/42/'.");
        Require(grant.Playlist is not null, "Playlist is missing.");
        Require(
            grant.Playlist!.Value.StartsWith(grant.Root, StringComparison.Ordinal) && grant.Playlist.Value[^1] != '/',
            $"The playlist '{grant.Playlist}' is not under the root '{grant.Root}'. Choose a root that contains it.");
        Require(grant.Request is not null && grant.Variables is not null, "Request or Variables is null.");
        Require(IsExtensions(grant.AllowedExtensions), "AllowedExtensions must contain extensions with their dot, such as '.ts'.");
        Require(IsExtensions(grant.KeyExtensions), "KeyExtensions must contain extensions with their dot, such as '.key'.");
        Require(
            !grant.AllowedOrigins.IsDefault && grant.AllowedOrigins.All(IsOrigin),
            "AllowedOrigins must contain origins without a path, such as 'https://ads.example.com', or schemes with their colon, such as 'skd:'.");
        Require(IsAddress(grant.ChildAddress), "ChildAddress must be the beginning of an address in printable ASCII, without quotes, braces, or spaces.");
        Require(IsAddress(grant.KeyAddress), "KeyAddress must be the beginning of an address in printable ASCII, without quotes, braces, or spaces.");
        Require(grant.MaximumSize is >= 1 and <= LargestSize, $"MaximumSize is {grant.MaximumSize}; it must be 1 to {LargestSize}.");
        Require(grant.MaximumUris is >= 1 and <= MostUris, $"MaximumUris is {grant.MaximumUris}; it must be 1 to {MostUris}.");
        Require(grant.LiveMaximumAge >= TimeSpan.Zero, $"LiveMaximumAge is {grant.LiveMaximumAge:c}; it must not be negative.");
    }

    private static bool IsExtensions(ImmutableArray<string> extensions) =>
        !extensions.IsDefault && extensions.All(extension => extension is ['.', _, ..] && !extension.Contains('/'));

    private static bool IsOrigin(string origin) =>
        origin is { Length: > 1 } && (origin[^1] == ':' || (Uri.TryCreate(origin, System.UriKind.Absolute, out var uri) && uri.GetLeftPart(UriPartial.Authority) == origin));

    private static bool IsAddress(string? address) =>
        address is null || (!address.AsSpan().ContainsAnyExceptInRange('!', '~') && !address.AsSpan().ContainsAny("\"<>{}\\^`|") && address is not ['#', ..]);

    private static void Require(bool isValid, string message)
    {
        if (!isValid)
        {
            throw new ArgumentException(message, "grant");
        }
    }
}
