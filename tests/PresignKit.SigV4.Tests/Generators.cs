using System.Text;
using CsCheck;

namespace PresignKit.SigV4.Tests;

/// <summary>Random text of every kind that a key, a header, or a parameter can contain.</summary>
internal static class Generators
{
    /// <summary>Any Unicode scalar value except NUL; those that are difficult to encode occur more often.</summary>
    public static readonly Gen<Rune> AnyRune = Gen.Frequency(
        (6, Gen.Char[' ', '~'].Select(c => new Rune(c))),
        (3, Gen.OneOf([.. "/.%+&=?#~*'()!$@:;, \\\"<>{}|^`[]_-".EnumerateRunes()])),
        (1, Gen.Int[1, 0x1F].Select(i => new Rune(i))),
        (2, Gen.Int[0x7F, 0x7FF].Select(i => new Rune(i))),
        (2, Gen.Int[0x800, 0xD7FF].Select(i => new Rune(i))),
        (1, Gen.Int[0xE000, 0xFFFF].Select(i => new Rune(i))),
        (2, Gen.Int[0x10000, 0x10FFFF].Select(i => new Rune(i))));

    public static readonly Gen<string> Text = AnyRune.Array[0, 40].Select(runes => string.Concat(runes));

    public static readonly Gen<string> Key = AnyRune.Array[1, 80].Select(runes => string.Concat(runes));

    public static readonly Gen<string> Name = Gen.Char["abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."].Array[1, 12]
        .Select(c => new string(c));

    /// <summary>No control characters, which HTTP does not allow.</summary>
    public static readonly Gen<string> HeaderValue = Text.Select(text => string.Concat(text.EnumerateRunes().Where(r => r.Value is >= 0x20 and not 0x7F)));

    public static readonly Gen<BucketEndpoint> Endpoint = Gen.Select(
        Gen.OneOf("https://s3.eu-central-1.amazonaws.com", "http://localhost:9000", "https://gw.example.com:8443/s3", "http://[::1]:9000"),
        Gen.OneOf("media-bucket", "my.bucket"),
        Gen.OneOf(BucketAddressing.Path, BucketAddressing.VirtualHost),
        (endpoint, bucket, addressing) => BucketEndpoint.Create(
            endpoint,
            bucket,
            endpoint.Contains('[', StringComparison.Ordinal) ? BucketAddressing.Path : addressing));

    public static readonly Gen<SigV4Credentials> Credentials = Gen.Select(
        Gen.OneOf("AKIAIOSFODNN7EXAMPLE", "user+tag@example.com", "a/b"),
        Gen.OneOf<string?>(null, "FwoGZXIvYXdzEXAMPLE//tok+en=="),
        (id, token) => new SigV4Credentials(id, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", token));

    public static readonly Gen<DateTimeOffset> Instant =
        Gen.Long[0, TimeSpan.TicksPerDay * 365 * 50].Select(ticks => new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(ticks));
}
