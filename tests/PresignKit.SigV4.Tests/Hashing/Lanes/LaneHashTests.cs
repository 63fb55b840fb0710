using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using System.Text;
using PresignKit.SigV4.Hashing;
using PresignKit.SigV4.Hashing.Lanes;

namespace PresignKit.SigV4.Tests.Hashing.Lanes;

/// <summary>Our SHA-256 compared with the platform's, many messages at a time, in each vector width that the processor supports.</summary>
public class LaneHashTests
{
    private const int LongestMessage = 1100;

    /// <summary>A width, independent of its type.</summary>
    private interface IWidth
    {
        IEnumerable<int> LaneCounts { get; }

        byte[][] Hash(byte[][] blocks, byte[] ending);

        string[] Hex(byte[][] hashes);
    }

    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public void Absorb_EveryLengthInAllLanes_ReturnsThePlatformsHashes(int bits)
    {
        var width = WidthOf(bits);
        foreach (var lanes in width.LaneCounts)
        {
            for (var length = 0; length <= LongestMessage; length++)
            {
                AssertHashes(width, [.. Enumerable.Range(0, lanes).Select(_ => RandomNumberGenerator.GetBytes(length))]);
            }
        }
    }

    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public void Absorb_AnyMixOfLengths_ReturnsThePlatformsHashes(int bits)
    {
        var width = WidthOf(bits);
        foreach (var lanes in width.LaneCounts)
        {
            for (var run = 0; run < 200; run++)
            {
                AssertHashes(
                    width,
                    [.. Enumerable.Range(0, lanes).Select(_ => RandomNumberGenerator.GetBytes(RandomNumberGenerator.GetInt32(LongestMessage + 1)))]);
            }
        }
    }

    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public void Absorb_OneLongMessageAmongShortOnes_ReturnsThePlatformsHashes(int bits)
    {
        var width = WidthOf(bits);
        foreach (var lanes in width.LaneCounts)
        {
            for (var place = 0; place < lanes; place++)
            {
                AssertHashes(width, [.. Enumerable.Range(0, lanes).Select(i => RandomNumberGenerator.GetBytes(i == place ? LongestMessage : i))]);
            }
        }
    }

    // Some blocks are the same in all lanes, at places whose blocks change from run to run; others differ in one byte of one lane.
    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public void Absorb_BlocksThatLanesHaveInCommon_ReturnsThePlatformsHashes(int bits)
    {
        var width = WidthOf(bits);
        byte[][] common =
        [
            .. Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetBytes(Sha256Constants.BlockSize)),
            new byte[Sha256Constants.BlockSize],
        ];
        foreach (var lanes in width.LaneCounts)
        {
            for (var run = 0; run < 200; run++)
            {
                var blocks = RandomNumberGenerator.GetInt32(1, 80);
                byte[][] messages = [.. Enumerable.Range(0, lanes).Select(_ => new byte[blocks * Sha256Constants.BlockSize])];
                for (var block = 0; block < blocks; block++)
                {
                    var text = common[RandomNumberGenerator.GetInt32(common.Length)];
                    foreach (var message in messages)
                    {
                        text.CopyTo(message, block * Sha256Constants.BlockSize);
                    }

                    if (RandomNumberGenerator.GetInt32(2) == 0)
                    {
                        var other = messages[RandomNumberGenerator.GetInt32(lanes)];
                        other[(block * Sha256Constants.BlockSize) + RandomNumberGenerator.GetInt32(Sha256Constants.BlockSize)] ^= 1;
                    }
                }

                // Not all of the same length, either.
                AssertHashes(width, [.. messages.Select((message, i) => message[..^(i % (1 + (run % 70)))])]);
            }
        }
    }

    // A different block for each lane, then blocks that all lanes share.
    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public void Compress_KnownBlocksAfterOthers_ReturnsThePlatformsHashes(int bits)
    {
        var width = WidthOf(bits);
        foreach (var lanes in width.LaneCounts)
        {
            for (var length = 0; length <= 400; length++)
            {
                var ending = RandomNumberGenerator.GetBytes(length);
                byte[][] beginnings = [.. Enumerable.Range(0, lanes).Select(_ => RandomNumberGenerator.GetBytes(Sha256Constants.BlockSize))];
                byte[][] messages = [.. beginnings.Select(beginning => (byte[])[.. beginning, .. ending])];
                Assert.Equal(Hashes(messages), width.Hash(beginnings, Padded.Of(messages[0])[Sha256Constants.BlockSize..]).Select(Convert.ToHexStringLower));
            }
        }
    }

    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public void Hex_AllDigits_ReturnsThePlatformsText(int bits)
    {
        var width = WidthOf(bits);
        foreach (var lanes in width.LaneCounts)
        {
            var hashes = Enumerable.Range(0, lanes).Select(_ => RandomNumberGenerator.GetBytes(Sha256.Size)).ToArray();
            byte[] every = [0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef];
            every.CopyTo(hashes[0], 0);
            Assert.Equal(hashes.Select(Convert.ToHexStringLower), width.Hex(hashes));
        }
    }

    private static void AssertHashes(IWidth width, byte[][] messages) =>
        Assert.Equal(Hashes(messages), width.Hash([.. messages.Select(Padded.Of)], []).Select(Convert.ToHexStringLower));

    private static IEnumerable<string> Hashes(byte[][] messages) => messages.Select(m => Convert.ToHexStringLower(SHA256.HashData(m)));

    private static IWidth WidthOf(int bits)
    {
        var (isSupported, width) = bits switch
        {
            128 => (Lanes128.IsSupported, (IWidth)new Width<Lanes128, Vector128<uint>>()),
            256 => (Lanes256.IsSupported, new Width<Lanes256, Vector256<uint>>()),
            _ => (Lanes512.IsSupported, new Width<Lanes512, Vector512<uint>>()),
        };
        Assert.SkipUnless(isSupported, $"The processor has no {bits}-bit vectors with the required instructions, or they are turned off.");
        return width;
    }

    private sealed class Width<TLanes, TVector> : IWidth
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        public IEnumerable<int> LaneCounts => new[] { TLanes.Count, LaneHash<TLanes, TVector>.MaxMessages }.Distinct();

        public byte[][] Hash(byte[][] blocks, byte[] ending)
        {
            var offsets = new int[blocks.Length];
            for (var i = 1; i < offsets.Length; i++)
            {
                offsets[i] = offsets[i - 1] + blocks[i - 1].Length;
            }

            var memory = LaneMemory.Current;
            var groups = blocks.Length / TLanes.Count;
            LaneHash<TLanes, TVector>.Begin(memory, Sha256State.Initial, groups);
            LaneHash<TLanes, TVector>.Absorb(
                memory, ref MemoryMarshal.GetArrayDataReference(blocks.SelectMany(b => b).ToArray()), offsets, [.. blocks.Select(
                    b => b.Length / Sha256Constants.BlockSize)]);
            LaneHash<TLanes, TVector>.Compress(memory, new KnownBlocks(ending), groups);
            return [.. Enumerable.Range(0, blocks.Length).Select(lane => HashOf(memory, lane))];
        }

        public string[] Hex(byte[][] hashes)
        {
            var memory = LaneMemory.Current;
            for (var lane = 0; lane < hashes.Length; lane++)
            {
                for (var word = 0; word < Sha256Constants.WordsOfState; word++)
                {
                    Word(memory, word, lane) = BinaryPrimitives.ReadUInt32BigEndian(hashes[lane].AsSpan(word * sizeof(uint)));
                }
            }

            var texts = new byte[hashes.Length * Sha256.HexSize];
            var places = Enumerable.Range(0, hashes.Length).Select(lane => lane * Sha256.HexSize).ToArray();
            for (var group = 0; group < hashes.Length / TLanes.Count; group++)
            {
                ref var text = ref LaneHash<TLanes, TVector>.Text(memory, group);
                LaneHex<TLanes, TVector>.Write(ref LaneHash<TLanes, TVector>.State(memory, group), ref text);
                LaneBlocks<TLanes, TVector>.Store(ref text, ref MemoryMarshal.GetArrayDataReference(texts), ref places[group * TLanes.Count]);
            }

            return [.. places.Select(place => Encoding.ASCII.GetString(texts, place, Sha256.HexSize))];
        }

        private static byte[] HashOf(LaneMemory memory, int lane)
        {
            var hash = new byte[Sha256.Size];
            for (var word = 0; word < Sha256Constants.WordsOfState; word++)
            {
                BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(word * sizeof(uint)), Word(memory, word, lane));
            }

            return hash;
        }

        private static ref uint Word(LaneMemory memory, int word, int lane) => ref Unsafe.Add(
            ref LaneHash<TLanes, TVector>.State(memory, lane / TLanes.Count), (word * TLanes.Count) + (lane % TLanes.Count));
    }
}
