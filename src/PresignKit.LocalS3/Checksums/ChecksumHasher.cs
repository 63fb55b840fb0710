using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace PresignKit.LocalS3.Checksums;

/// <summary>One running checksum.</summary>
internal abstract class ChecksumHasher : IDisposable
{
    // SHA-1 and MD5 are among S3's integrity checksums, chosen by the client; nothing here relies on its strength.
    public static ChecksumHasher Create(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Crc32 => new Crc(CrcParameters.Crc32),
        ChecksumAlgorithm.Crc32C => new Crc(CrcParameters.Crc32C),
        ChecksumAlgorithm.Crc64Nvme => new Crc(CrcParameters.Crc64Nvme),
        ChecksumAlgorithm.Sha1 => new Sha(HashAlgorithmName.SHA1),
        ChecksumAlgorithm.Sha512 => new Sha(HashAlgorithmName.SHA512),
        ChecksumAlgorithm.Md5 => new Sha(HashAlgorithmName.MD5),
        ChecksumAlgorithm.XxHash64 => new Xxh(new XxHash64()),
        ChecksumAlgorithm.XxHash3 => new Xxh(new XxHash3()),
        ChecksumAlgorithm.XxHash128 => new Xxh(new XxHash128()),
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

    // Its values have the most significant byte first, as S3 writes them.
    private sealed class Xxh(NonCryptographicHashAlgorithm hash) : ChecksumHasher
    {
        public override void Append(ReadOnlySpan<byte> bytes) => hash.Append(bytes);

        public override byte[] Finish() => hash.GetHashAndReset();

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
