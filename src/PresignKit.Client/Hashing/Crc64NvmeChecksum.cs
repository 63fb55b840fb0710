using System.Buffers.Binary;
using System.IO.Hashing;

namespace PresignKit.Client.Hashing;

/// <summary>CRC-64/NVME in S3's form: 8 bytes, the highest first.</summary>
internal sealed class Crc64NvmeChecksum : PartChecksum
{
    private readonly Crc64 _crc = new(Crc64ParameterSet.Nvme);

    public override void Append(ReadOnlySpan<byte> data) => _crc.Append(data);

    public override string Finish()
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _crc.GetCurrentHashAsUInt64());
        return Convert.ToBase64String(bytes);
    }
}
