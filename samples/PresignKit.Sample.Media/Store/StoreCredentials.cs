using System.Security.Cryptography;
using System.Text.Json;

namespace PresignKit.Sample.Media.Store;

/// <summary>
/// The embedded store's access key and secret: random, created on the first start and kept, so that what was signed before a restart
/// is still valid afterwards.
/// </summary>
internal sealed record StoreCredentials(string AccessKeyId, string SecretAccessKey)
{
    /// <summary>Reads the credentials, or creates them.</summary>
    public static StoreCredentials In(string directory)
    {
        var path = Path.Combine(directory, "store-keys.json");
        if (File.Exists(path) && JsonSerializer.Deserialize<StoreCredentials>(File.ReadAllText(path)) is { } known)
        {
            return known;
        }

        StoreCredentials created = new(RandomNumberGenerator.GetHexString(20), RandomNumberGenerator.GetHexString(40, lowercase: true));
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // Written under another name first: an incomplete file would break every later start.
        var pending = path + ".new";
        using (var file = new FileStream(pending, options))
        {
            JsonSerializer.Serialize(file, created);
        }

        File.Move(pending, path, overwrite: true);
        return created;
    }

    public override string ToString() => $"{AccessKeyId} (secret redacted)";
}
