using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PresignKit.LocalS3.Checksums;

/// <summary>One running checksum.</summary>
internal abstract class ChecksumHasher : IDisposable
{
    // SHA-1 is one of S3's integrity checksums, chosen by the client; nothing here relies on its strength.
    public static ChecksumHasher Create(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Crc32 => new Crc(CrcParameters.Crc32),
        ChecksumAlgorithm.Crc32C => new Crc(CrcParameters.Crc32C),
        ChecksumAlgorithm.Crc64Nvme => new Crc(CrcParameters.Crc64Nvme),
        ChecksumAlgorithm.Sha1 => new Sha(HashAlgorithmName.SHA1),
        _ => new Sha(HashAlgorithmName.SHA256),
    };

    public abstract void Append(ReadOnlySpan<byte> bytes);

    public abstract byte[] Finish();

    public abstract void Dispose();

    private sealed class Crc(CrcParameters parameters) : ChecksumHasher
    {
        private ulong _value = parameters.Mask;

        public override void Append(ReadOnlySpan<byte> bytes) => _value = parameters.Append(_value, bytes);

        public override byte[] Finish()
        {
            var value = new byte[8];
            BinaryPrimitives.WriteUInt64BigEndian(value, _value ^ parameters.Mask);
            return value[^parameters.Bytes..];
        }

        public override void Dispose()
        {
        }
    }

    private sealed class Sha(HashAlgorithmName name) : ChecksumHasher
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(name);

        public override void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

        public override byte[] Finish() => _hash.GetHashAndReset();

        public override void Dispose() => _hash.Dispose();
    }
}
