using System.Security.Cryptography;
using System.Text.Json;

namespace PresignKit.Sample.Media.Store;

/// <summary>
/// The embedded store's one pair of keys: random, made on the first start and kept, so that what was signed before a restart is
/// still good after it.
/// </summary>
internal sealed record StoreKeys(string AccessKeyId, string SecretAccessKey)
{
    /// <summary>Reads the keys, or makes them.</summary>
    public static StoreKeys In(string directory)
    {
        var path = Path.Combine(directory, "store-keys.json");
        if (File.Exists(path) && JsonSerializer.Deserialize<StoreKeys>(File.ReadAllText(path)) is { } known)
        {
            return known;
        }

        StoreKeys keys = new(RandomNumberGenerator.GetHexString(20), RandomNumberGenerator.GetHexString(40, lowercase: true));
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // Whole or absent: half a file would keep every later start from reading it.
        var pending = path + ".new";
        using (var file = new FileStream(pending, options))
        {
            JsonSerializer.Serialize(file, keys);
        }

        File.Move(pending, path, overwrite: true);
        return keys;
    }

    public override string ToString() => $"{AccessKeyId} (secret redacted)";
}
