using System.Buffers;

namespace PresignKit.LocalS3.Storage;

/// <summary>The patterns of the names that the store gives to files and folders. It deletes and reads only what has one of them.</summary>
internal static class FolderNames
{
    private const int RandomLength = 32;
    private const int HashLength = 64;
    private const string RecordExtension = ".json";

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    public static bool IsRandom(string name) => name.Length == RandomLength && IsHex(name);

    public static bool IsHash(string name) => name.Length == HashLength && IsHex(name);

    public static bool IsObjectRecord(string name) =>
        name.Length == HashLength + RecordExtension.Length && name.EndsWith(RecordExtension, StringComparison.Ordinal) && IsHex(name.AsSpan(0, HashLength));

    public static bool IsPartRecord(string name) =>
        name is ['p', 'a', 'r', 't', '-', _, _, _, _, _, '.', 'j', 's', 'o', 'n'] && !name.AsSpan(5, 5).ContainsAnyExceptInRange('0', '9');

    private static bool IsHex(ReadOnlySpan<char> name) => !name.ContainsAnyExcept(HexDigits);
}
