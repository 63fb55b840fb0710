using System.Security.Cryptography;

namespace PresignKit.BrowserTests.Clients.Hosting;

/// <summary>Files on disk with content that is nothing a program recognizes, and that no two of them share.</summary>
internal sealed class ClientFiles : IDisposable
{
    private static readonly byte[] Beginning = [0x97, 0xE6, 0x02, 0x97, 0xE6, 0x02, 0x97, 0xE6];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("presignkit-client-files-");

    public ClientFile Make(string name, long size)
    {
        var path = Path.Combine(_directory.CreateSubdirectory(Guid.NewGuid().ToString("N")).FullName, name);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (var file = File.Create(path))
        {
            var block = new byte[1 << 20];
            for (var left = size; left > 0; left -= block.Length)
            {
                Random.Shared.NextBytes(block);
                if (left == size)
                {
                    Beginning.CopyTo(block, 0);
                }

                var part = block.AsSpan(0, (int)Math.Min(left, block.Length));
                file.Write(part);
                digest.AppendData(part);
            }
        }

        return new(path, name, size, Convert.ToHexStringLower(digest.GetHashAndReset()));
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
