using System.Security.Cryptography;
using System.Text;

namespace PresignKit.LocalS3.Storage;

/// <summary>Where objects are stored if nothing is configured: with the user's application data, outside of everything that is built, published,
/// watched or committed. Every application and every checkout of it has a folder of its own.</summary>
internal static class DefaultFolder
{
    private const int MaxName = 40;
    private const int HashBytes = 8;

    /// <summary>The folder, and the one to use where that cannot be written: in containers without a home, or with a read-only one.</summary>
    public static (string Folder, string Fallback) For(string applicationName, string contentRoot) => For(
        applicationName,
        contentRoot,
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify));

    internal static (string Folder, string Fallback) For(string applicationName, string contentRoot, string applicationData)
    {
        var leaf = $"{Safe(applicationName, "application")}-{Hash(contentRoot)}";
        var fallback = Path.Combine(Path.GetTempPath(), $"presignkit-locals3-{Safe(Environment.UserName, "user")}-{leaf}");
        return applicationData.Length > 0 ? (Path.Combine(applicationData, "PresignKit", "LocalS3", leaf), fallback) : (fallback, fallback);
    }

    private static string Safe(string name, string otherwise)
    {
        var safe = new string([.. name.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_').Take(MaxName)]).Trim('.');
        return safe.Length > 0 ? safe : otherwise;
    }

    private static string Hash(string contentRoot)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(contentRoot));
        path = OperatingSystem.IsWindows() ? path.ToUpperInvariant() : path;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)).AsSpan(0, HashBytes));
    }
}
