using System.Collections.Immutable;
using System.Security.Cryptography;

namespace PresignKit.S3.Probing;

/// <summary>Records everything that a probe may have written. Nothing is sent to a key that is not recorded here.</summary>
internal sealed class ProbeLedger
{
    private readonly string _id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private readonly List<string> _keys = [];
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private readonly List<(string Key, string UploadId)> _uploads = [];

    /// <summary>The folder of all keys: at the beginning of the key, or after the requested prefix.</summary>
    public string Folder => $"presignkit-probe/{_id}/";

    public IReadOnlyCollection<string> Folders => _folders;

    public ImmutableArray<string> Keys => [.. _keys];

    public IReadOnlyList<(string Key, string UploadId)> Uploads => _uploads;

    /// <summary>Whether an object may be locked for <see cref="Attempts.ObjectLockAttempts.Retention"/>.</summary>
    public bool IsLocked { get; set; }

    /// <summary>Creates an unused key.</summary>
    /// <param name="name">What it is for.</param>
    /// <param name="prefix">The required prefix; usually none.</param>
    public string NewKey(string name, string prefix = "")
    {
        var folder = $"{prefix}{Folder}";
        _folders.Add(folder);
        var key = $"{folder}{_keys.Count:000}-{name}";
        _keys.Add(key);
        return key;
    }

    public void AddUpload(string key, string uploadId) => _uploads.Add((key, uploadId));
}
